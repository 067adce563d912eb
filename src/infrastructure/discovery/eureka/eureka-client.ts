import { Pool, type Dispatcher } from 'undici';
import { ServerAddress } from '../../http/client/server-address.js';
import type { EurekaApplication, EurekaApplications } from './eureka-applications.js';
import type { EurekaInstance } from './eureka-instance.js';
import { RegistryUnavailableError } from './registry-unavailable-error.js';

const CONNECT_TIMEOUT_MS = 1_000;
const ANSWER_TIMEOUT_MS = 3_000;

interface Registry {
  readonly address: ServerAddress;
  readonly pool: Pool;
}

interface EurekaAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Eureka's REST operations as a client calls them (github.com/Netflix/eureka/wiki/Eureka-REST-operations). Of several
 * registries it stays with the one that answered last, and goes on to the next when that one is away.
 */
export class EurekaClient {
  readonly #registries: readonly Registry[];
  #current = 0;

  /** @param urls the registries' Eureka addresses, for example `http://127.0.0.1:8761/eureka`, with `user:password@` where asked for; at least one */
  constructor(urls: readonly string[]) {
    this.#registries = urls.map((url) => {
      const address = new ServerAddress(url);
      const pool = new Pool(address.origin, {
        connections: 2,
        connect: { timeout: CONNECT_TIMEOUT_MS },
        headersTimeout: ANSWER_TIMEOUT_MS,
        bodyTimeout: ANSWER_TIMEOUT_MS,
      });
      return { address, pool };
    });
  }

  /** @throws RegistryUnavailableError */
  async register(instance: EurekaInstance): Promise<void> {
    await this.#call('POST', `/apps/${encodeURIComponent(instance.app)}`, [200, 204], { instance });
  }

  /**
   * @returns whether the registry knows the instance in this state; if not, it must register
   * @throws RegistryUnavailableError
   */
  async renew(instance: EurekaInstance): Promise<boolean> {
    const { status, lastDirtyTimestamp } = instance;
    const query = new URLSearchParams({ status, lastDirtyTimestamp });
    const answer = await this.#call('PUT', `${pathOf(instance)}?${query.toString()}`, [200, 404]);
    return answer.status === 200;
  }

  /** @throws RegistryUnavailableError */
  async cancel(instance: EurekaInstance): Promise<void> {
    await this.#call('DELETE', pathOf(instance), [200, 404]);
  }

  /** The whole registry. @throws RegistryUnavailableError */
  async applications(): Promise<EurekaApplications> {
    return applicationsIn(await this.#call('GET', '/apps', [200]));
  }

  /** What has changed lately. @throws RegistryUnavailableError */
  async delta(): Promise<EurekaApplications> {
    return applicationsIn(await this.#call('GET', '/apps/delta', [200]));
  }

  async close(): Promise<void> {
    await Promise.all(this.#registries.map(({ pool }) => pool.destroy()));
  }

  async #call(
    method: Dispatcher.HttpMethod,
    path: string,
    expected: readonly number[],
    body?: unknown,
  ): Promise<EurekaAnswer> {
    const troubles: string[] = [];
    for (let attempt = 0; attempt < this.#registries.length; attempt++) {
      const index = (this.#current + attempt) % this.#registries.length;
      const registry = this.#registries[index] as Registry;
      try {
        const answer = await exchange(registry, method, path, body);
        if (expected.includes(answer.status)) {
          this.#current = index;
          return answer;
        }
        troubles.push(`${registry.address} answered ${answer.status} ${answer.text.slice(0, 200)}`.trim());
      } catch (error) {
        troubles.push(`${registry.address}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    throw new RegistryUnavailableError(troubles.join('; '));
  }
}

async function exchange(
  { pool, address }: Registry,
  method: Dispatcher.HttpMethod,
  operation: string,
  body: unknown,
): Promise<EurekaAnswer> {
  const answer = await pool.request({
    method,
    path: `${address.path}${operation}`,
    headers: {
      ...address.headers,
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  return { status: answer.statusCode, text: await answer.body.text() };
}

function pathOf({ app, instanceId }: EurekaInstance): string {
  return `/apps/${encodeURIComponent(app)}/${encodeURIComponent(instanceId)}`;
}

/** Older registries write a list of one as that one, and an empty one not at all. */
function applicationsIn({ text }: EurekaAnswer): EurekaApplications {
  try {
    const { applications } = JSON.parse(text) as { applications: EurekaApplications };
    const application = listOf<EurekaApplication>(applications.application).map(({ name, instance }) => ({
      name,
      instance: listOf<EurekaInstance>(instance),
    }));
    return { ...applications, application };
  } catch (error) {
    throw new RegistryUnavailableError('The registry answered something else than applications', {
      cause: error,
    });
  }
}

function listOf<T>(value: readonly T[] | T | undefined): readonly T[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
