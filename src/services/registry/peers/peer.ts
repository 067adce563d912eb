import { Pool } from 'undici';
import type { Clock } from '../../../application/clock.js';
import type { EurekaApplications } from '../../../infrastructure/discovery/eureka/eureka-applications.js';
import { ServerAddress } from '../../../infrastructure/http/client/server-address.js';
import type { RegistryAction } from '../leases/registry-action.js';
import { PendingActions } from './pending-actions.js';
import { REPLICATION_HEADER } from './replication-header.js';
import { type ReplicationResult, replicationItem } from './replication-item.js';

const BATCH = 100;
const TIMEOUT_MS = 5_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/** What a peer answered to one action. */
export type OnResult = (action: RegistryAction, result: ReplicationResult) => void;

/** What a peer's owner wants to know. */
export interface PeerParts {
  readonly clock: Clock;
  readonly onResult: OnResult;
  onTrouble(message: string, error?: unknown): void;
}

/** Another registry, which is told everything that clients do here. While it is away, what it must know is kept. */
export class Peer {
  readonly #pool: Pool;
  readonly #address: ServerAddress;
  readonly #pending = new PendingActions();
  readonly #ending = new AbortController();
  #running: Promise<void> | undefined;
  #away = false;

  /** @param url its Eureka address, for example `http://registry-2:8761/eureka`, with `user:password@` where asked for */
  constructor(
    url: string,
    private readonly parts: PeerParts,
  ) {
    this.#address = new ServerAddress(url);
    this.#pool = new Pool(this.#address.origin, {
      connections: 2,
      connect: { timeout: 1_000 },
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
    });
  }

  /** Its Eureka address, without credentials. */
  get url(): string {
    return this.#address.toString();
  }

  /** Whether the last thing that was told reached it. */
  get reachable(): boolean {
    return !this.#away;
  }

  /** Everything it knows. @throws Error when it does not answer */
  async applications(): Promise<EurekaApplications> {
    const { applications } = (await this.#call('GET', '/apps')) as { applications: EurekaApplications };
    return applications;
  }

  /** Tells it, as soon as possible. */
  tell(action: RegistryAction): void {
    this.#pending.add(action);
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#running;
    await this.#pool.destroy();
  }

  async #run(): Promise<void> {
    const { signal } = this.#ending;
    // What happens in the same turn goes into the same batch.
    await Promise.resolve();
    let pause = FIRST_PAUSE_MS;
    while (this.#pending.size > 0 && !signal.aborted) {
      const actions = this.#pending.take(BATCH);
      try {
        const results = await this.#send(actions);
        this.#away = false;
        pause = FIRST_PAUSE_MS;
        for (const [index, result] of results.entries()) {
          const action = actions[index];
          if (action !== undefined) this.parts.onResult(action, result);
        }
      } catch (error) {
        if (!this.#away) this.parts.onTrouble(`The registry ${this.url} can not be reached`, error);
        this.#away = true;
        this.#pending.putBack(actions);
        await this.parts.clock.sleep(pause, signal);
        pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
      }
    }
    this.#running = undefined;
  }

  async #send(actions: readonly RegistryAction[]): Promise<readonly ReplicationResult[]> {
    const body = { replicationList: actions.map(replicationItem) };
    const { responseList } = (await this.#call('POST', '/peerreplication/batch/', body)) as {
      responseList: readonly ReplicationResult[];
    };
    return responseList;
  }

  async #call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const answer = await this.#pool.request({
      method,
      path: `${this.#address.path}${path}`,
      headers: {
        ...this.#address.headers,
        accept: 'application/json',
        [REPLICATION_HEADER]: 'true',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (answer.statusCode === 200) return answer.body.json();
    await answer.body.dump();
    throw new Error(`${method} ${path} answered ${answer.statusCode}`);
  }
}
