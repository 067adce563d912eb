import { randomUUID } from 'node:crypto';
import { type Dispatcher, Pool } from 'undici';
import { BenchError } from './bench-error.js';

/** A light HTTP client: keep-alive connections and nothing else, so that the load costs little of the machine it measures. */
export class BenchClient {
  private readonly pool: Pool;

  /** @param authorization the header that all its requests carry; none without */
  constructor(
    private readonly origin: string,
    private readonly authorization: () => Promise<string> | undefined = () => undefined,
  ) {
    this.pool = new Pool(origin, { connections: 32 });
  }

  /** Sends a command; resolves with its answer and how long it took, in milliseconds. @throws BenchError unless it succeeds */
  async command<Answer>(
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
  ): Promise<{ answer: Answer; took: number }> {
    const startedAt = performance.now();
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': randomUUID(),
      ...(await this.own()),
    };
    const response = await this.request({ method, path, headers, body: JSON.stringify(body) });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new BenchError(`${method} ${path}: ${response.statusCode} ${text}`);
    return { answer: JSON.parse(text) as Answer, took: performance.now() - startedAt };
  }

  /** @throws BenchError unless it succeeds */
  async query<Answer>(path: string): Promise<Answer> {
    const response = await this.request({ method: 'GET', path, headers: await this.own() });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new BenchError(`GET ${path}: ${response.statusCode} ${text}`);
    return JSON.parse(text) as Answer;
  }

  private async request(options: Dispatcher.RequestOptions): Promise<Dispatcher.ResponseData> {
    return this.pool.request(options).catch((error: Error) => {
      throw new BenchError(`${this.origin} gives no answer: ${error.message}`, { cause: error });
    });
  }

  private async own(): Promise<Record<string, string>> {
    const authorization = await this.authorization();
    return authorization === undefined ? {} : { authorization };
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
