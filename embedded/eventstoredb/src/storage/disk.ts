import { fdatasync, ftruncateSync, writeSync } from 'node:fs';

/** The writing operations of the log; tests put a failing or observing disk in their place. */
export interface Disk {
  /** Writes all bytes at the offset; they need not be durable yet. */
  write(fd: number, bytes: Buffer, offset: number): void;
  /** Resolves when everything written to the file is durable. */
  sync(fd: number): Promise<void>;
  truncate(fd: number, length: number): void;
}

/** The disk of this machine. */
export const systemDisk: Disk = {
  write(fd, bytes, offset) {
    for (let done = 0; done < bytes.length;) {
      done += writeSync(fd, bytes, done, bytes.length - done, offset + done);
    }
  },
  sync(fd) {
    return new Promise((resolve, reject) => {
      fdatasync(fd, (error) => (error ? reject(error) : resolve()));
    });
  },
  truncate(fd, length) {
    ftruncateSync(fd, length);
  },
};
