import { BsonType } from '../bson/bson-type.js';
import { valueSize } from '../bson/decode.js';
import { fieldNameAt, fieldNameEnd } from '../bson/field-name.js';

const EMPTY = Buffer.alloc(8);
let last = { second: 0, increment: 0 };

/**
 * A document to insert, with the current time in place of empty timestamps in its top-level fields but `_id`.
 * @param now milliseconds since 1970
 */
export function withCurrentTimestamps(bytes: Buffer, now: number): Buffer {
  if (!bytes.includes(EMPTY)) return bytes;
  let result = bytes;
  let at = 4;
  while (at < bytes.length - 1) {
    const nameEnd = fieldNameEnd(bytes, at + 1);
    const start = nameEnd + 1;
    const size = valueSize(bytes, bytes[at]!, start);
    const isEmpty = bytes[at] === BsonType.timestamp && bytes.compare(EMPTY, 0, 8, start, start + size) === 0;
    if (isEmpty && fieldNameAt(bytes, at + 1, nameEnd) !== '_id') {
      if (result === bytes) result = Buffer.from(bytes);
      const { second, increment } = nextTimestamp(now);
      result.writeUInt32LE(increment, start);
      result.writeUInt32LE(second, start + 4);
    }
    at = start + size;
  }
  return result;
}

/** Each one is greater than the one before. */
function nextTimestamp(now: number): typeof last {
  const second = Math.max(Math.floor(now / 1000), last.second);
  last = { second, increment: second === last.second ? last.increment + 1 : 1 };
  return last;
}
