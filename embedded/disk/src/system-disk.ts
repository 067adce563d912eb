import { fdatasync, fdatasyncSync, ftruncateSync, writeSync } from 'node:fs';
import type { Disk } from './disk.js';

/** A disk that takes longer than this to sync, in milliseconds, does not get to hold up the event loop. */
const FAST_SYNC = 1;

/** What is larger may take longer even on a fast disk, in bytes. */
const SMALL = 256 * 1024;

/** How much the latest sync counts in the average. */
const LATEST_WEIGHT = 0.2;

/**
 * The disk of this machine. Handing a sync to another thread costs more than the sync itself on a fast disk (two wake-ups
 * across CPUs), so the event loop waits for a disk that is fast, and only for such a one, and only for little.
 */
export class SystemDisk implements Disk {
  /** Begins above the threshold: a disk is slow until it has been seen to be fast. */
  #averageSync = FAST_SYNC * 2;
  #unsynced = 0;

  write(fd: number, bytes: Buffer, offset: number): void {
    this.#unsynced += bytes.length;
    for (let done = 0; done < bytes.length;) {
      done += writeSync(fd, bytes, done, bytes.length - done, offset + done);
    }
  }

  sync(fd: number): Promise<void> | undefined {
    const begin = performance.now();
    const isSmall = this.#unsynced <= SMALL;
    this.#unsynced = 0;
    if (isSmall && this.#averageSync <= FAST_SYNC) {
      fdatasyncSync(fd);
      this.#learn(begin);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      fdatasync(fd, (error) => {
        if (isSmall) this.#learn(begin);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  zero(fd: number, offset: number, length: number): void {
    this.write(fd, Buffer.alloc(length), offset);
  }

  resize(fd: number, size: number): void {
    ftruncateSync(fd, size);
  }

  #learn(begin: number): void {
    this.#averageSync += LATEST_WEIGHT * (performance.now() - begin - this.#averageSync);
  }
}
