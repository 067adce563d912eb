import type { ApiClient } from './api-client.js';

/** An event of a stream, its data read as JSON. */
export interface ReceivedEvent {
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** Reads a stream of server-sent events as it comes. */
export class EventSourceClient {
  readonly events: ReceivedEvent[] = [];
  /** Resolves when the server has ended the stream, or it was closed. */
  readonly ended: Promise<void>;
  readonly #closing = new AbortController();

  private constructor(
    readonly headers: Headers,
    body: ReadableStream<Uint8Array>,
  ) {
    this.ended = this.#read(body).catch((error: unknown) => {
      if (!this.#closing.signal.aborted) throw error;
    });
  }

  /** @throws Error unless the answer is 200 */
  static async open(
    client: ApiClient,
    path: string,
    headers: Record<string, string> = {},
  ): Promise<EventSourceClient> {
    const response = await client.open(path, headers);
    if (response.status !== 200 || response.body === null) throw new Error(`answered ${response.status}`);
    return new EventSourceClient(response.headers, response.body);
  }

  close(): void {
    this.#closing.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let text = '';
    const decoder = new TextDecoder();
    const reader = body.getReader();
    this.#closing.signal.addEventListener('abort', () => void reader.cancel());
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += decoder.decode(value, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const match = /^id: (.*)\ndata: (.*)$/.exec(block);
        if (match !== null) this.events.push({ id: match[1]!, data: JSON.parse(match[2]!) });
      }
    }
  }
}
