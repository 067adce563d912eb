import { Router, type Response } from 'express';
import { send } from '../../../infrastructure/http/server/answer.js';
import type { ChangeWatch } from '../changes/change-watch.js';

/** Tells listeners and whatever stands between that the stream is alive. */
const HEARTBEAT_MS = 15_000;

/**
 * Announces changes. `GET /changes` is a stream of server-sent events: `change` whenever anything has changed, a comment
 * every 15 s. `POST /monitor`, for the web hook of a git host, looks for changes at once.
 */
export class ChangesStream {
  readonly #listeners = new Set<Response>();
  readonly #heartbeat = setInterval(() => this.#write(':\n\n'), HEARTBEAT_MS).unref();

  constructor(private readonly watch: ChangeWatch) {
    watch.onChange(() => this.#write('event: change\ndata: {}\n\n'));
  }

  /** How many listen. */
  get listeners(): number {
    return this.#listeners.size;
  }

  router(): Router {
    const router = Router({ caseSensitive: true, strict: true });
    router.get('/changes', (_, response) => {
      response.locals['route'] = '/changes';
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      this.#listeners.add(response);
      response.once('close', () => this.#listeners.delete(response));
    });
    router.post('/monitor', async (_, response) => {
      response.locals['route'] = '/monitor';
      await this.watch.look();
      send(response, { status: 204, headers: {} });
    });
    return router;
  }

  /** Ends every stream. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const listener of this.#listeners) listener.end();
  }

  #write(text: string): void {
    for (const listener of this.#listeners) listener.write(text);
  }
}
