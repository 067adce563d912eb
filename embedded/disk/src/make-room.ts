import type { Disk } from './disk.js';

const ROOM = 1024 * 1024;

/**
 * Fills the file with zeros behind its first `length` bytes. A sync of what comes to stand in their place is twice as quick,
 * because the file system has nothing of its own to write; PostgreSQL does the same with its log (wal_init_zero).
 * Only for a log of which each sync covers one thing with one checksum: after a power cut, later pages of it may be there and
 * earlier ones not.
 * @returns the size of the file, up to which it need not be called again; `length` when the disk is too full for zeros:
 *   what there is to write may still fit
 */
export function makeRoom(disk: Disk, fd: number, length: number): number {
  try {
    disk.zero(fd, length, ROOM);
    return length + ROOM;
  } catch {
    return length;
  }
}
