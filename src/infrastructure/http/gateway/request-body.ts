import type { IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES, bodyTooLarge, readBody } from '../server/json-body.js';
import type { Exchange } from './exchange.js';

/** A body that is handed on while it comes: it can be sent once only. */
export class StreamedBody {
  #taken = false;

  constructor(
    private readonly request: IncomingMessage,
    /** As declared; undefined when it comes in chunks. */
    readonly length: number | undefined,
    private readonly limit: number,
  ) {}

  /** Whether somebody has begun to read it. */
  get taken(): boolean {
    return this.#taken;
  }

  /** @throws HttpError 413 `body-too-large` */
  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer> {
    this.#taken = true;
    let length = 0;
    // Whoever stops reading must not end the connection: the client is still to be answered over it.
    const chunks = this.request.iterator({ destroyOnReturn: false }) as AsyncIterableIterator<Buffer>;
    for await (const chunk of chunks) {
      length += chunk.length;
      if (length > this.limit) throw bodyTooLarge(this.limit);
      yield chunk;
    }
  }
}

/** The body of a request as it is sent to a service; undefined when there is none. */
export type RequestBody = Buffer | StreamedBody | undefined;

/** Whether a request announces a body. */
export function hasBody({ head: { own } }: Exchange): boolean {
  const length = own['content-length'];
  return own['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * Takes the body of a request. One of at most 256 KiB is read first: a slow sender then keeps no service busy, and what
 * was read can be sent again. A larger one, on a route that allows it, is handed on while it comes.
 * @throws HttpError 413 `body-too-large`, 400 `request-aborted`
 */
export async function takeBody(exchange: Exchange): Promise<RequestBody> {
  const { request, bodyLimit } = exchange;
  const declared = exchange.head.own['content-length'];
  const length = declared === undefined ? undefined : Number(declared);
  const isLarge = length === undefined ? bodyLimit > MAX_BODY_BYTES : length > MAX_BODY_BYTES;
  if (isLarge && (length ?? 0) <= bodyLimit) return new StreamedBody(request, length, bodyLimit);
  return readBody(request, bodyLimit);
}
