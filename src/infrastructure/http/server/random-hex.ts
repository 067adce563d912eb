import { randomFillSync } from 'node:crypto';

const pool = Buffer.allocUnsafe(4_096);
let taken = pool.length;

/** Hexadecimal digits of `bytes` random bytes, at most 4,096. Drawn many at a time: a few would cost as much. */
export function randomHex(bytes: number): string {
  if (taken + bytes > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  taken += bytes;
  return pool.toString('hex', taken - bytes, taken);
}
