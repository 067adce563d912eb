import { EventSourceParserStream } from 'eventsource-parser/stream';
import { ApiError } from './api-error.js';

/** How a stream of events stands. */
export type StreamStatus = 'connecting' | 'live' | 'interrupted' | 'over';

/** What an event stream is made of. */
export interface EventStreamParts {
  /** Asks for the events behind the last one that has come. @throws ApiError */
  open(lastEventId: string | undefined): Promise<Response>;
  /** Ends it. */
  readonly signal: AbortSignal;
  onStatus?(status: StreamStatus): void;
  /** Resolves after so many milliseconds, or once `signal` aborts. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * The server-sent events of an operation, parsed from JSON, over as many connections as it takes: each goes on behind the
 * last event of the one before. Ends when the server says that nothing is to come any more (204). `EventSource` can't send
 * the access token, so this is made of `fetch`.
 *
 * @throws ApiError what the server refuses for good
 */
export async function* eventStream<Data>(parts: EventStreamParts): AsyncGenerator<Data> {
  const { open, signal, onStatus, pause = pauseFor } = parts;
  let lastEventId: string | undefined;
  let retryMs = FIRST_PAUSE_MS;
  let failures = 0;
  onStatus?.('connecting');
  while (!signal.aborted) {
    let waitMs = retryMs;
    try {
      const response = await open(lastEventId);
      if (response.status === 204 || response.body === null) break;
      onStatus?.('live');
      failures = 0;
      const events = response.body
        .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
        .pipeThrough(new EventSourceParserStream({ onRetry: (ms) => (retryMs = ms) }));
      for await (const { id, data } of eachOf(events)) {
        lastEventId = id ?? lastEventId;
        yield JSON.parse(data) as Data;
      }
      waitMs = retryMs;
    } catch (error) {
      if (signal.aborted) break;
      if (error instanceof ApiError && !error.isTransient) throw error;
      failures += 1;
      waitMs = Math.min(retryMs * 2 ** failures, LONGEST_PAUSE_MS);
      if (error instanceof ApiError) waitMs = Math.max(waitMs, error.retryAfterMs ?? 0);
    }
    onStatus?.('interrupted');
    await pause(waitMs, signal);
  }
  onStatus?.('over');
}

/** Not every browser iterates a stream itself. */
async function* eachOf<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function pauseFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
