import { randomUUID } from 'node:crypto';
import { Pool } from 'undici';

/** A light HTTP client: keep-alive connections and nothing else, so that the load costs little of the machine it measures. */
export class BenchClient {
  private readonly pool: Pool;

  constructor(origin: string) {
    this.pool = new Pool(origin, { connections: 32 });
  }

  /** Sends a command; resolves with its answer and how long it took, in milliseconds. @throws Error unless it succeeds */
  async command<Answer>(
    method: 'POST' | 'PUT',
    path: string,
    body: unknown,
  ): Promise<{ answer: Answer; took: number }> {
    const startedAt = performance.now();
    const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
    const response = await this.pool.request({ method, path, headers, body: JSON.stringify(body) });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
    return { answer: JSON.parse(text) as Answer, took: performance.now() - startedAt };
  }

  /** @throws Error unless it succeeds */
  async query<Answer>(path: string): Promise<Answer> {
    const response = await this.pool.request({ method: 'GET', path });
    const text = await response.body.text();
    if (response.statusCode >= 300) throw new Error(`GET ${path}: ${response.statusCode} ${text}`);
    return JSON.parse(text) as Answer;
  }

  close(): Promise<void> {
    return this.pool.close();
  }
}
