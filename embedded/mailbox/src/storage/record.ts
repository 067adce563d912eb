import { crc32 } from 'node:zlib';

/** What a record of the log says. */
export const RecordKind = { message: 1, delivery: 2 } as const;
export type RecordKind = (typeof RecordKind)[keyof typeof RecordKind];

/** Length of the payload, CRC-32 of the payload, CRC-32 of these two: unsigned 32-bit little-endian. */
export const RECORD_HEADER_BYTES = 12;

/** One record: its header and its payload, which is kind (u8), length of `head` (u32), `head` (JSON) and `body`. */
export function encodeRecord(kind: RecordKind, head: unknown, body: Buffer = Buffer.alloc(0)): Buffer {
  const json = Buffer.from(JSON.stringify(head));
  const record = Buffer.allocUnsafe(RECORD_HEADER_BYTES + 5 + json.length + body.length);
  record.writeUInt8(kind, RECORD_HEADER_BYTES);
  record.writeUInt32LE(json.length, RECORD_HEADER_BYTES + 1);
  json.copy(record, RECORD_HEADER_BYTES + 5);
  body.copy(record, RECORD_HEADER_BYTES + 5 + json.length);
  record.writeUInt32LE(record.length - RECORD_HEADER_BYTES, 0);
  record.writeUInt32LE(crc32(record.subarray(RECORD_HEADER_BYTES)), 4);
  record.writeUInt32LE(crc32(record.subarray(0, 8)), 8);
  return record;
}

/** What a header says about its payload, or undefined when the header is damaged. */
export function decodeHeader(header: Buffer): { length: number; crc: number } | undefined {
  if (crc32(header.subarray(0, 8)) !== header.readUInt32LE(8)) return undefined;
  return { length: header.readUInt32LE(0), crc: header.readUInt32LE(4) };
}

/** The parts of a payload, or undefined when it is damaged. */
export function decodePayload(
  payload: Buffer,
  crc: number,
): { kind: number; head: unknown; bodyLength: number } | undefined {
  if (crc32(payload) !== crc) return undefined;
  const headEnd = 5 + payload.readUInt32LE(1);
  return {
    kind: payload.readUInt8(0),
    head: JSON.parse(payload.toString('utf8', 5, headEnd)),
    bodyLength: payload.length - headEnd,
  };
}
