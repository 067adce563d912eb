import type { IncomingMessage } from 'node:http';
import { bodyTooLarge } from '../server/json-body.js';

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
