/** What was written, without the room of zeros behind it. A last byte that is zero can't be told from room. */
export function withoutRoom(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return bytes.subarray(0, end);
}
