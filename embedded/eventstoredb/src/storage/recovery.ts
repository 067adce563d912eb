import { readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { DamagedLogError } from './errors.js';
import { RECORD_HEADER_LENGTH, findSoundRecord, inspectRecord } from './record.js';
import { SEGMENT_HEADER_LENGTH, type Segment } from './segment.js';

const CRC_CHUNK = 1024 * 1024;

/** A payload of the log: `buffer` from `start` to `end`. */
export interface Payload {
  readonly position: number;
  readonly buffer: Buffer;
  readonly start: number;
  readonly end: number;
}

/** What a scan found at the end of a segment. */
export interface Tail {
  /** Where the last whole append ends. */
  readonly end: number;
  /** Why the bytes after `end` are no whole append; missing when there are none. */
  readonly torn?: string;
}

/** Whether there is nothing but zeros from an offset on: room that was made and not written to. */
function isUnused(bytes: Buffer, from: number): boolean {
  const rest = bytes.subarray(from);
  return rest.length === 0 || (rest[0] === 0 && rest.subarray(1).equals(rest.subarray(0, -1)));
}

/** The bytes of a segment from `from` to its end. */
export function readTail(segment: Segment, from: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Math.max(0, segment.length - from));
  for (let done = 0; done < bytes.length;) {
    const read = readSync(segment.fd, bytes, done, bytes.length - done, from + done);
    if (read === 0) throw new DamagedLogError(segment.file, from + done, 'the file is shorter than its size');
    done += read;
  }
  return bytes;
}

/**
 * Checks every record of a segment from `from` on and hands over the payloads of whole appends in order.
 *
 * @param last whether this is the last segment; only there may the end be torn
 * @throws DamagedLogError for damage that is not a torn end: sound records follow it, or another segment does
 */
export function scanSegment(
  segment: Segment,
  from: number,
  last: boolean,
  visit: (payload: Payload) => void,
): Tail {
  const bytes = readTail(segment, from);
  const positionOfStart = segment.base + from;
  let append: Payload[] = [];
  let appendStart = 0;
  let offset = 0;
  let reason = 'the last append is incomplete';
  while (offset < bytes.length) {
    const found = inspectRecord(bytes, offset, bytes.length - offset, positionOfStart + offset);
    if (!found.sound) {
      reason = found.reason;
      break;
    }
    const start = offset + RECORD_HEADER_LENGTH;
    const end = start + found.payloadLength;
    append.push({ position: positionOfStart + offset, buffer: bytes, start, end });
    offset = end;
    if (found.following > 0) continue;
    for (const payload of append) visit(payload);
    append = [];
    appendStart = offset;
  }
  if (isUnused(bytes, appendStart)) return { end: from + appendStart };
  if (!last || findSoundRecord(bytes, offset, positionOfStart) >= 0) {
    throw new DamagedLogError(segment.file, from + offset, reason);
  }
  return { end: from + appendStart, torn: reason };
}

/** The CRC-32 of a part of a segment's file, continuing from the CRC of what is before it. */
export function crcOfFile(segment: Segment, from: number, to: number, crc: number): number {
  const chunk = Buffer.allocUnsafe(Math.min(CRC_CHUNK, Math.max(0, to - from)));
  let result = crc;
  for (let at = from; at < to;) {
    const read = readSync(segment.fd, chunk, 0, Math.min(chunk.length, to - at), at);
    if (read === 0) throw new DamagedLogError(segment.file, at, 'the file is shorter than its size');
    result = crc32(chunk.subarray(0, read), result);
    at += read;
  }
  return result;
}

/** Where the first record of a segment begins. */
export const FIRST_RECORD_OFFSET = SEGMENT_HEADER_LENGTH;
