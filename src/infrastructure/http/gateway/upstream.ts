import { setTimeout as delay } from 'node:timers/promises';
import { Pool, type Dispatcher } from 'undici';

/** How long an instance may take until its answer begins. */
const ANSWER_BEGINS_WITHIN_MS = 15_000;
const CONNECTIONS = 64;
/** Between two tries at the only instance there is. */
const PAUSE_MS = 100;

/** A request on its way to a service. */
export interface UpstreamRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer | undefined;
  readonly signal: AbortSignal;
}

/** The instances of one service, in turn. */
export class Upstream {
  readonly #pools: readonly Pool[];
  #next = 0;

  constructor(readonly baseUrls: readonly string[]) {
    this.#pools = baseUrls.map(
      (url) =>
        new Pool(url, {
          connections: CONNECTIONS,
          connect: { timeout: 1_000 },
          headersTimeout: ANSWER_BEGINS_WITHIN_MS,
          keepAliveTimeout: 30_000,
        }),
    );
  }

  /**
   * The answer of one instance. A request that can't have done anything, or may be repeated (a GET, or a command with an
   * idempotency key), gets a second chance at the next instance when the first is not there.
   * @throws Error of undici or node:net
   */
  async request({ method, path, headers, body, signal }: UpstreamRequest): Promise<Dispatcher.ResponseData> {
    const options = { method: method as Dispatcher.HttpMethod, path, headers, body: body ?? null, signal };
    const repeatable = method === 'GET' || method === 'HEAD' || headers['idempotency-key'] !== undefined;
    try {
      return await this.#pick().request(options);
    } catch (error) {
      if (signal.aborted || isTimeout(error) || !(repeatable || neverArrived(error))) throw error;
      if (this.#pools.length === 1) await delay(PAUSE_MS, undefined, { signal });
      return this.#pick().request(options);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.destroy()));
  }

  #pick(): Pool {
    const pool = this.#pools[this.#next++ % this.#pools.length];
    if (pool === undefined) throw new Error('a service needs at least one address');
    return pool;
  }
}

/** Whether an instance was there but did not answer in time. */
export function isTimeout(error: unknown): boolean {
  return codeOf(error) === 'UND_ERR_HEADERS_TIMEOUT';
}

function neverArrived(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ECONNREFUSED' || code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'EHOSTUNREACH';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as Error & { code?: string }).code : undefined;
}
