import { MalformedMessageError, type ProtoReader } from './reader.js';
import { ProtoWriter } from './writer.js';

const UUID_TEXT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Reads a `UUID` message, in either of its forms: `Structured structured = 1 { int64 most = 1; int64 least = 2 }` or
 * `string string = 2`.
 *
 * @returns the 36 bytes of its text form, lower case
 * @throws MalformedMessageError when it is empty or no UUID
 */
export function readUuid(reader: ProtoReader): Buffer {
  let text = '';
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x12) text = reader.string().toLowerCase();
    else if (tag === 0x0a) text = readStructured(reader.message());
    else reader.skip(tag);
  }
  if (!UUID_TEXT.test(text)) throw new MalformedMessageError('an id is not a UUID');
  return Buffer.from(text, 'latin1');
}

/** Encodes a UUID in text form as a structured `UUID` message. */
export function structuredUuid(text: string): Buffer {
  const digits = text.replaceAll('-', '');
  const most = BigInt(`0x${digits.slice(0, 16)}`);
  const least = BigInt(`0x${digits.slice(16)}`);
  return new ProtoWriter().message(1, (structured) => structured.uint64(1, most).uint64(2, least)).finish();
}

function readStructured(reader: ProtoReader): string {
  let most = 0n;
  let least = 0n;
  for (let tag = reader.tag(); tag !== 0; tag = reader.tag()) {
    if (tag === 0x08) most = BigInt(reader.uint64());
    else if (tag === 0x10) least = BigInt(reader.uint64());
    else reader.skip(tag);
  }
  const digits = most.toString(16).padStart(16, '0') + least.toString(16).padStart(16, '0');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
