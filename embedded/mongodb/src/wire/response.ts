import type { Document } from '../bson/document.js';
import { BsonWriter } from '../bson/encode.js';
import { OpCode } from './op-code.js';
import type { Request } from './request.js';

const writer = new BsonWriter();
let lastId = 0;

/** The message that answers a request, as OP_MSG or, to an OP_QUERY, as OP_REPLY. */
export function encodeResponse(request: Pick<Request, 'id' | 'legacy'>, body: Document): Buffer {
  lastId = (lastId + 1) & 0x7fffffff;
  writer.reset();
  writer.reserve(16);
  if (request.legacy) {
    const start = writer.reserve(20);
    writer.setInt32(start, 8);
    writer.setInt32(start + 4, 0);
    writer.setInt32(start + 8, 0);
    writer.setInt32(start + 12, 0);
    writer.setInt32(start + 16, 1);
  } else {
    const start = writer.reserve(5);
    writer.setInt32(start, 0);
    writer.setByte(start + 4, 0);
  }
  writer.document(body);
  writer.setInt32(0, writer.length);
  writer.setInt32(4, lastId);
  writer.setInt32(8, request.id);
  writer.setInt32(12, request.legacy ? OpCode.reply : OpCode.msg);
  return writer.copy();
}
