/** The writing operations of a log; tests put a failing or observing disk in their place. */
export interface Disk {
  /** Writes all bytes at the offset; they need not be durable yet. */
  write(fd: number, bytes: Buffer, offset: number): void;
  /** Makes everything written to the file durable: on return, or when the promise resolves. */
  sync(fd: number): Promise<void> | undefined;
  /** Fills a part of the file with zeros. */
  zero(fd: number, offset: number, length: number): void;
  /** Cuts the file off, or makes it larger by zeros that take no place on the disk. */
  resize(fd: number, size: number): void;
}
