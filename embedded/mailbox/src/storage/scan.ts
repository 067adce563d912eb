import { readSync } from 'node:fs';
import { LogDamagedError } from './log-damaged-error.js';
import { decodeHeader, decodePayload, RECORD_HEADER_BYTES } from './record.js';

const WINDOW_BYTES = 1024 * 1024;

/** A record found in a log. */
export interface ScannedRecord {
  readonly kind: number;
  readonly head: unknown;
  /** Where the record's body stands in the file. */
  readonly bodyOffset: number;
  readonly bodyLength: number;
}

/**
 * Visits every intact record from `start` on; answers where the last one ends. What a kill leaves behind ends the scan: a
 * record that is cut short, or never written blocks (zeros).
 * @throws LogDamagedError when something else is wrong
 */
export function scanRecords(
  fd: number,
  file: string,
  start: number,
  size: number,
  visit: (record: ScannedRecord) => void,
): number {
  const bytesAt = reader(fd, size);
  let offset = start;
  while (offset + RECORD_HEADER_BYTES <= size) {
    const header = decodeHeader(bytesAt(offset, RECORD_HEADER_BYTES));
    if (header === undefined) {
      if (onlyZeros(bytesAt, offset, size)) return offset;
      throw new LogDamagedError(file, offset);
    }
    const end = offset + RECORD_HEADER_BYTES + header.length;
    if (end > size) return offset;
    const record = decodePayload(bytesAt(offset + RECORD_HEADER_BYTES, header.length), header.crc);
    if (record === undefined) {
      if (end === size) return offset;
      throw new LogDamagedError(file, offset);
    }
    const { kind, head, bodyLength } = record;
    visit({ kind, head, bodyOffset: end - bodyLength, bodyLength });
    offset = end;
  }
  return offset;
}

type BytesAt = (offset: number, length: number) => Buffer;

/** Reads the file in large pieces; what it answers is valid until the next call. */
function reader(fd: number, size: number): BytesAt {
  let window = Buffer.alloc(0);
  let windowOffset = 0;
  return (offset, length) => {
    if (offset < windowOffset || offset + length > windowOffset + window.length) {
      windowOffset = offset;
      window = Buffer.allocUnsafe(Math.min(size - offset, Math.max(WINDOW_BYTES, length)));
      for (let filled = 0; filled < window.length;) {
        filled += readSync(fd, window, filled, window.length - filled, offset + filled);
      }
    }
    return window.subarray(offset - windowOffset, offset - windowOffset + length);
  };
}

function onlyZeros(bytesAt: BytesAt, offset: number, size: number): boolean {
  for (let at = offset; at < size; at += WINDOW_BYTES) {
    if (bytesAt(at, Math.min(WINDOW_BYTES, size - at)).some((byte) => byte !== 0)) return false;
  }
  return true;
}
