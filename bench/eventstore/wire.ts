import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2';

/** The protocol without the official client, whose own work would otherwise be most of what is measured. */

const WINDOW_LENGTH = 8 * 1024 * 1024;
const EMPTY = Buffer.alloc(0);

/** Opens a connection to a node. */
export async function openSession(url: string): Promise<ClientHttp2Session> {
  const session = connect(url.replace('esdb:', 'http:').replace(/\?.*$/, ''), {
    settings: { initialWindowSize: WINDOW_LENGTH },
  });
  await once(session, 'connect');
  session.setLocalWindowSize(WINDOW_LENGTH);
  return session;
}

/** Begins a call of the Streams service. */
export function beginCall(session: ClientHttp2Session, method: string): ClientHttp2Stream {
  return session.request({
    [constants.HTTP2_HEADER_METHOD]: 'POST',
    [constants.HTTP2_HEADER_PATH]: `/event_store.client.streams.Streams/${method}`,
    [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
    [constants.HTTP2_HEADER_TE]: 'trailers',
  });
}

/** Counts the messages in the bytes of a call. */
export class MessageCounter {
  #header: Buffer = EMPTY;
  #missing = 0;

  /** How many messages end in this chunk. */
  count(chunk: Buffer): number {
    let ended = 0;
    for (let at = 0; at < chunk.length;) {
      if (this.#missing > 0) {
        const part = Math.min(this.#missing, chunk.length - at);
        this.#missing -= part;
        at += part;
        if (this.#missing === 0) ended++;
        continue;
      }
      const part = chunk.subarray(at, at + 5 - this.#header.length);
      at += part.length;
      this.#header = this.#header.length === 0 ? part : Buffer.concat([this.#header, part]);
      if (this.#header.length < 5) break;
      this.#missing = this.#header.readUInt32BE(1);
      this.#header = EMPTY;
      if (this.#missing === 0) ended++;
    }
    return ended;
  }
}

/** A `BatchAppendReq` with one event for the end of a stream, framed. */
export function appendRequest(stream: string, data: string, metadata: string): Buffer {
  const event = [
    field(1, uuid()),
    field(2, [field(1, 'type'), field(2, 'CartItemAdded')]),
    field(2, [field(1, 'content-type'), field(2, 'application/json')]),
    field(3, metadata),
    field(4, data),
  ];
  const options = [field(1, [field(3, stream)]), field(4, EMPTY)];
  return frame(Buffer.concat([field(1, uuid()), field(2, options), field(3, event), Buffer.from([0x20, 1])]));
}

/** A `ReadReq` for all of `$all`, forwards, without a filter, framed. */
export function readAllRequest(): Buffer {
  const options = [
    0x12, 0x02, 0x12, 0x00, 0x28, 0xff, 0xff, 0xff, 0xff, 0x07, 0x42, 0x00, 0x4a, 0x02, 0x12, 0x00,
  ];
  return frame(field(1, Buffer.from(options)));
}

function uuid(): Buffer {
  return field(2, randomUUID());
}

function field(number: number, content: string | Buffer | readonly Buffer[]): Buffer {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : Buffer.isBuffer(content)
        ? content
        : Buffer.concat(content);
  const length = bytes.length < 128 ? [bytes.length] : [(bytes.length & 0x7f) | 0x80, bytes.length >>> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), bytes]);
}

function frame(message: Buffer): Buffer {
  const header = Buffer.alloc(5);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}
