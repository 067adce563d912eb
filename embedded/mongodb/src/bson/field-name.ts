const SLOTS = 2048;
const names: string[] = Array.from({ length: SLOTS }, () => '');

/** The position of the zero byte that ends the C string at `start`. @throws RangeError when there is none. */
export function fieldNameEnd(bytes: Buffer, start: number): number {
  let at = start;
  while (bytes[at] !== 0) {
    if (at >= bytes.length) throw new RangeError('a C string has no end');
    at += 1;
  }
  return at;
}

/** The field name in `bytes[start, end)`. The same few names come again and again, so they are kept as strings. */
export function fieldNameAt(bytes: Buffer, start: number, end: number): string {
  const length = end - start;
  if (length === 0 || length > 32) return bytes.toString('utf8', start, end);
  let hash = length;
  for (let at = start; at < end; at += 1) hash = (hash * 31 + bytes[at]!) | 0;
  const slot = hash & (SLOTS - 1);
  const known = names[slot]!;
  if (known.length === length && isAt(known, bytes, start)) return known;
  const name = bytes.toString('utf8', start, end);
  names[slot] = name;
  return name;
}

/** A name with a multi-byte character has fewer code units than bytes and therefore never compares equal here. */
function isAt(name: string, bytes: Buffer, start: number): boolean {
  for (let i = 0; i < name.length; i += 1) {
    if (name.charCodeAt(i) !== bytes[start + i]) return false;
  }
  return true;
}
