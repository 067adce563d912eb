import { crc32c } from './crc32c.js';
import { decodeDocument } from '../bson/decode.js';
import type { Document } from '../bson/document.js';
import { RawDocument } from '../bson/raw-document.js';
import { validateDocument } from '../bson/validate.js';
import { MongoError } from '../mongo-error.js';
import { HEADER_BYTES, MsgFlag, OpCode } from './op-code.js';

/** A command as received. */
export interface Request {
  readonly id: number;
  /** Whether it came in the old form (OP_QUERY), and must be answered so. */
  readonly legacy: boolean;
  /** Whether the client does not wait for an answer. */
  readonly unacknowledged: boolean;
  /** The command; statements and documents to write are left as {@link RawDocument}s. */
  readonly body: Document;
}

const RAW_FIELDS: ReadonlySet<string> = new Set(['documents', 'updates', 'deletes', 'lsid', '$clusterTime']);
/** Its length and an empty name. */
const MIN_SEQUENCE_BYTES = 5;
const KNOWN_FLAGS = MsgFlag.checksumPresent | MsgFlag.moreToCome | 0x10000;

/** The request id of any message. */
export function requestIdOf(message: Buffer): number {
  return message.readInt32LE(4);
}

/** Whether a message is of the old form, and so must be its answer. */
export function isLegacy(message: Buffer): boolean {
  return message.readInt32LE(12) === OpCode.query;
}

/** Reads a message. @throws MongoError ProtocolError, InvalidBSON, CommandNotSupported for an operation that is not supported */
export function readRequest(message: Buffer): Request {
  const operation = message.readInt32LE(12);
  if (operation === OpCode.msg) return readMsg(message);
  if (isLegacy(message)) return readQuery(message);
  throw new MongoError('CommandNotSupported', `operation ${operation} of the wire protocol is not supported`);
}

function readMsg(message: Buffer): Request {
  const flags = message.readUInt32LE(HEADER_BYTES);
  const unknown = flags & 0xffff & ~KNOWN_FLAGS;
  if (unknown !== 0) throw new MongoError('ProtocolError', `OP_MSG has unknown required flags: ${unknown}`);
  let end = message.length;
  if ((flags & MsgFlag.checksumPresent) !== 0) {
    end -= 4;
    if (crc32c(message.subarray(0, end)) !== message.readUInt32LE(end)) {
      throw new MongoError('ProtocolError', 'the checksum of a message does not match');
    }
  }
  let body: Document | undefined;
  const sequences: [string, RawDocument[]][] = [];
  let at = HEADER_BYTES + 4;
  while (at < end) {
    const kind = message[at]!;
    at += 1;
    if (kind === 0 && body === undefined) {
      const next = validateDocument(message, at, end);
      body = decodeDocument(message, at, undefined, RAW_FIELDS);
      at = next;
    } else if (kind === 1) {
      const length = message.readInt32LE(at);
      const sectionEnd = at + length;
      if (length < MIN_SEQUENCE_BYTES || sectionEnd > end)
        throw new MongoError('ProtocolError', 'a document sequence is cut short');
      sequences.push(readSequence(message, at + 4, sectionEnd));
      at = sectionEnd;
    } else throw new MongoError('ProtocolError', `OP_MSG has a section of kind ${kind}`);
  }
  if (body === undefined) throw new MongoError('ProtocolError', 'OP_MSG has no body');
  for (const [name, documents] of sequences) {
    if (name in body)
      throw new MongoError('ProtocolError', `the field '${name}' is both in the body and a sequence`);
    body[name] = documents;
  }
  return {
    id: requestIdOf(message),
    legacy: false,
    unacknowledged: (flags & MsgFlag.moreToCome) !== 0,
    body,
  };
}

function readSequence(message: Buffer, start: number, end: number): [string, RawDocument[]] {
  const nameEnd = message.indexOf(0, start);
  if (nameEnd < 0 || nameEnd >= end) throw new MongoError('ProtocolError', 'a document sequence has no name');
  const documents: RawDocument[] = [];
  let at = nameEnd + 1;
  while (at < end) {
    const next = validateDocument(message, at, end);
    documents.push(new RawDocument(message.subarray(at, next)));
    at = next;
  }
  return [message.toString('utf8', start, nameEnd), documents];
}

/** Drivers still greet with OP_QUERY on `admin.$cmd`; nothing else of it is supported. */
function readQuery(message: Buffer): Request {
  const nameEnd = message.indexOf(0, HEADER_BYTES + 4);
  const namespace = message.toString('utf8', HEADER_BYTES + 4, nameEnd);
  if (!namespace.endsWith('.$cmd')) {
    throw new MongoError('CommandNotSupported', 'OP_QUERY is only supported for commands');
  }
  const at = nameEnd + 9;
  validateDocument(message, at);
  const body = decodeDocument(message, at);
  body['$db'] ??= namespace.slice(0, -'.$cmd'.length);
  return { id: requestIdOf(message), legacy: true, unacknowledged: false, body };
}
