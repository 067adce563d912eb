/** The largest signed 64-bit integer: the revision of a tombstone. */
export const INT64_MAX = 2n ** 63n - 1n;

/** How many bytes a non-negative integer takes as a varint. */
export function varintLength(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x20_0000) return 3;
  if (value < 0x1000_0000) return 4;
  let length = 5;
  for (let rest = value / 0x8_0000_0000; rest >= 1; rest /= 128) length++;
  return length;
}

/**
 * Writes a non-negative integer as a varint.
 *
 * @param value below 2^53
 * @returns the offset behind it
 */
export function writeVarint(target: Buffer, offset: number, value: number): number {
  let rest = value;
  let at = offset;
  while (rest > 0x7fff_ffff) {
    target[at++] = (rest % 128) | 0x80;
    rest = Math.floor(rest / 128);
  }
  while (rest > 0x7f) {
    target[at++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  target[at++] = rest;
  return at;
}

/** Writes an unsigned 64-bit integer that may be above 2^53 as a varint. */
export function writeVarint64(target: Buffer, offset: number, value: number | bigint): number {
  if (typeof value === 'number') return writeVarint(target, offset, value);
  let rest = BigInt.asUintN(64, value);
  let at = offset;
  while (rest > 0x7fn) {
    target[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  target[at++] = Number(rest);
  return at;
}
