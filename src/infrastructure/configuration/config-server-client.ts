import { request } from 'undici';
import { ConfigurationUnavailableError } from './configuration-unavailable-error.js';
import type { ConfigurationSource } from './live-configuration.js';
import { type LoadedProperties, loadedProperties } from './loaded-properties.js';
import type { PropertyValue } from './properties/properties.js';

const LOAD_TIMEOUT_MS = 5_000;
/** The server gives a sign of life every 15 s. */
const SILENCE_MS = 45_000;

/** Where the configuration of a process is to be had. */
export interface ConfigServerClientOptions {
  /** `http://host:8888`, with `user:password@` where the server asks for them. */
  readonly url: string;
  readonly application: string;
  /** One or several, separated by commas; of several the last wins. */
  readonly profile: string;
  /** Branch, tag or commit; undefined = the server's default. */
  readonly label: string | undefined;
}

/** The client of a config server with Spring Cloud Config's HTTP API. */
export class ConfigServerClient implements ConfigurationSource {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #path: string;

  constructor({ url, application, profile, label }: ConfigServerClientOptions) {
    const { username, password, origin, pathname } = new URL(url);
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.#base = `${origin}${pathname.replace(/\/$/, '')}`;
    this.#headers =
      username === '' ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
    const labels = label === undefined ? [] : [label.replaceAll('/', '(_)')];
    this.#path = [application, profile, ...labels].map((part) => `/${encodeURIComponent(part)}`).join('');
  }

  /** The server's address, without credentials. */
  get address(): string {
    return this.#base;
  }

  async load(): Promise<LoadedProperties> {
    try {
      const { statusCode, body } = await request(`${this.#base}${this.#path}`, {
        headers: { ...this.#headers, accept: 'application/json' },
        signal: AbortSignal.timeout(LOAD_TIMEOUT_MS),
      });
      const text = await body.text();
      if (statusCode !== 200) throw new Error(`it answers ${statusCode}${detailIn(text)}`);
      return propertiesIn(JSON.parse(text));
    } catch (error) {
      throw this.#unavailable(error);
    }
  }

  /** Undefined from a server that has no `/changes`, as Spring's. */
  async changes(signal: AbortSignal): Promise<AsyncIterable<void> | undefined> {
    try {
      const { statusCode, body } = await request(`${this.#base}/changes`, {
        headers: { ...this.#headers, accept: 'text/event-stream' },
        headersTimeout: LOAD_TIMEOUT_MS,
        bodyTimeout: SILENCE_MS,
        signal,
      });
      if (statusCode === 200) return this.#events(body.setEncoding('utf8'));
      await body.dump();
      if (statusCode === 404) return undefined;
      throw new Error(`it answers ${statusCode}`);
    } catch (error) {
      throw this.#unavailable(error);
    }
  }

  async *#events(chunks: AsyncIterable<string>): AsyncGenerator<void> {
    yield;
    let rest = '';
    try {
      for await (const chunk of chunks) {
        const events = `${rest}${chunk}`.split('\n\n');
        rest = events.pop() ?? '';
        if (events.some((event) => event.split('\n').includes('event: change'))) yield;
      }
    } catch (error) {
      throw this.#unavailable(error);
    }
  }

  #unavailable(error: unknown): ConfigurationUnavailableError {
    const why = error instanceof Error ? error.message || error.name : String(error);
    return new ConfigurationUnavailableError(`The config server ${this.#base} is of no use: ${why}`, {
      cause: error,
    });
  }
}

function detailIn(body: string): string {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    return typeof detail === 'string' ? ` (${detail})` : '';
  } catch {
    return '';
  }
}

function propertiesIn(answer: unknown): LoadedProperties {
  const sources = (answer as { propertySources?: unknown } | null)?.propertySources;
  if (!Array.isArray(sources)) throw new Error('its answer has no propertySources');
  return loadedProperties(
    sources.map((source: { name?: unknown; source?: unknown } | null) => {
      const properties = source?.source;
      if (typeof properties !== 'object' || properties === null)
        throw new Error('a source has no properties');
      return {
        name: typeof source?.name === 'string' ? source.name : 'unnamed',
        properties: new Map(Object.entries(properties).map(([key, value]) => [key, valueOf(value)])),
      };
    }),
  );
}

function valueOf(value: unknown): PropertyValue {
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '');
}
