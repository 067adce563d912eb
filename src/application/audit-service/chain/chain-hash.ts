import { hash } from 'node:crypto';

/** What the chain begins with. */
export const GENESIS: Buffer = Buffer.alloc(32);

/** The hash of one event: SHA-256 of its line. */
export function leafOf(line: string | Buffer): Buffer {
  return hash('sha256', line, 'buffer');
}

/** The chain's hash after one more event: SHA-256 of the hash before it and the event's own. */
export function chained(before: Buffer, leaf: Buffer): Buffer {
  return hash('sha256', Buffer.concat([before, leaf], 64), 'buffer');
}
