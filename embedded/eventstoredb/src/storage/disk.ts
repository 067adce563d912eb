import { fdatasync, fdatasyncSync, ftruncateSync, writeSync } from 'node:fs';

/** The writing operations of the log; tests put a failing or observing disk in their place. */
export interface Disk {
  /** Writes all bytes at the offset; they need not be durable yet. */
  write(fd: number, bytes: Buffer, offset: number): void;
  /** Makes everything written to the file durable: on return, or when the promise resolves. */
  sync(fd: number): Promise<void> | undefined;
  /** Fills a part of the file with zeros. */
  zero(fd: number, offset: number, length: number): void;
  /** Cuts the file off. */
  cut(fd: number, size: number): void;
}

/** A disk that takes longer than this to sync, in milliseconds, does not get to hold up the event loop. */
const FAST_SYNC = 1;

/** How much the latest sync counts in the average. */
const LATEST_WEIGHT = 0.2;

/**
 * The disk of this machine. Handing a sync to another thread costs more than the sync itself on a fast disk (two wake-ups
 * across CPUs), so the event loop waits for a disk that is fast, and only for such a one.
 */
export class SystemDisk implements Disk {
  /** Begins above the threshold: a disk is slow until it has been seen to be fast. */
  #averageSync = FAST_SYNC * 2;

  write(fd: number, bytes: Buffer, offset: number): void {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(fd, bytes, done, bytes.length - done, offset + done);
    }
  }

  sync(fd: number): Promise<void> | undefined {
    const begin = performance.now();
    if (this.#averageSync <= FAST_SYNC) {
      fdatasyncSync(fd);
      this.#learn(begin);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      fdatasync(fd, (error) => {
        this.#learn(begin);
        if (error) reject(error);
        else resolve();
      });
    });
  }

  zero(fd: number, offset: number, length: number): void {
    this.write(fd, Buffer.alloc(length), offset);
  }

  cut(fd: number, size: number): void {
    ftruncateSync(fd, size);
  }

  #learn(begin: number): void {
    this.#averageSync += LATEST_WEIGHT * (performance.now() - begin - this.#averageSync);
  }
}
