import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { TransientError } from '../../../application/transient-error.js';
import type { StreamedEvent } from '../contract/handlers.js';
import { HttpError, unavailable } from '../problems/http-error.js';

/** What bounds the streams of one process. Times in milliseconds. */
export interface EventStreamLimits {
  /** How many may be open. Default 1,000. */
  readonly streams?: number;
  /** How many one caller may have open. Default 20. */
  readonly streamsEach?: number;
  /** Between two comments that show that a stream is alive. Default 15,000. */
  readonly heartbeatMs?: number;
  /** After this time a stream ends: whoever comes again shows a token again. Default 600,000. */
  readonly longestMs?: number;
}

/** The streams of server-sent events (WHATWG HTML, 9.2) that clients of this process hold open. */
export class EventStreams {
  readonly #open = new Map<AbortController, string>();
  #closed = false;

  constructor(private readonly limits: EventStreamLimits = {}) {}

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /**
   * Answers with `events`, at the pace of the client, until they end, the client goes, or this process does.
   * @param caller who asks, for the bound on the streams of one
   * @param onFailure told of an error in the middle of the stream, which ends it: the client comes again
   * @throws HttpError 503 `too-many-streams`, 429 `too-many-streams-of-yours`
   */
  async send<Data>(
    request: IncomingMessage,
    response: ServerResponse,
    caller: string,
    events: (signal: AbortSignal) => AsyncIterable<StreamedEvent<Data>>,
    onFailure: (error: unknown) => void,
  ): Promise<void> {
    this.#requireRoom(caller);
    const ending = new AbortController();
    const end = (): void => ending.abort();
    this.#open.set(ending, caller);
    response.once('close', end);
    const longest = setTimeout(end, this.limits.longestMs ?? 600_000);
    const heartbeat = setInterval(() => {
      if (!response.writableNeedDrain) response.write(':\n\n');
    }, this.limits.heartbeatMs ?? 15_000);
    try {
      begin(response);
      if (request.method === 'HEAD' || response.destroyed) return;
      response.write('retry: 1000\n\n');
      for await (const { id, data } of events(ending.signal)) {
        if (ending.signal.aborted) break;
        if (response.write(`id: ${id}\ndata: ${JSON.stringify(data)}\n\n`)) continue;
        await once(response, 'drain', { signal: ending.signal }).catch(() => undefined);
      }
    } catch (error) {
      if (!(error instanceof TransientError)) onFailure(error);
    } finally {
      clearTimeout(longest);
      clearInterval(heartbeat);
      this.#open.delete(ending);
      response.off('close', end);
      response.end();
    }
  }

  /** Ends every stream; there are no new ones. */
  close(): void {
    this.#closed = true;
    for (const ending of this.#open.keys()) ending.abort();
  }

  #requireRoom(caller: string): void {
    const { streams = 1_000, streamsEach = 20 } = this.limits;
    if (this.#closed || this.#open.size >= streams) {
      throw unavailable('too-many-streams', 'There are too many streams open here', undefined, 5);
    }
    const own = [...this.#open.values()].filter((other) => other === caller).length;
    if (own < streamsEach) return;
    throw new HttpError(429, 'too-many-streams-of-yours', `There are ${own} streams of yours open already`, {
      headers: { 'retry-after': '5' },
    });
  }
}

function begin(response: ServerResponse): void {
  response.shouldKeepAlive = false;
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
}
