import type { CryptoKey, JSONWebKeySet } from 'jose';
import type { Clock } from '../../application/clock.js';
import { importKeys } from './import-keys.js';
import { type KeySource, KeysUnavailableError } from './key-source.js';

/** Keys are asked for anew after this long, beside the request that notices. */
const FRESH_MS = 60_000;
/** Tokens with made-up key ids must not make us ask more often than this. */
const PAUSE_MS = 1_000;
/** As long as there are none, nobody can be let in. */
const FIRST_PAUSE_MS = 100;

/**
 * The keys that the issuer publishes, as they were when last asked for: a key id never seen asks again, and while the
 * issuer is away what is known stays good.
 */
export class PublishedKeys implements KeySource {
  #keys: ReadonlyMap<string, CryptoKey> | undefined;
  #askedAt = -Infinity;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly fetchKeys: () => Promise<JSONWebKeySet>,
    private readonly clock: Clock,
  ) {}

  async find(keyId: string): Promise<CryptoKey | undefined> {
    const known = this.#keys?.get(keyId);
    if (known !== undefined) {
      if (this.#sinceAsked() > FRESH_MS) void this.#ask().catch(() => {});
      return known;
    }
    const isDue = this.#asking !== undefined || this.#sinceAsked() > PAUSE_MS;
    if (this.#keys !== undefined && isDue) await this.#ask().catch(() => {});
    if (!(await this.known())) throw new KeysUnavailableError('The keys of access tokens are not known yet');
    return this.#keys?.get(keyId);
  }

  async known(): Promise<boolean> {
    if (this.#keys === undefined && (this.#asking !== undefined || this.#sinceAsked() > FIRST_PAUSE_MS)) {
      await this.#ask().catch(() => {});
    }
    return this.#keys !== undefined;
  }

  has(keyId: string): boolean {
    if (this.#sinceAsked() > FRESH_MS) void this.#ask().catch(() => {});
    return this.#keys?.has(keyId) === true;
  }

  #sinceAsked(): number {
    return this.clock.now().getTime() - this.#askedAt;
  }

  #ask(): Promise<void> {
    this.#asking ??= this.#refresh().finally(() => (this.#asking = undefined));
    return this.#asking;
  }

  async #refresh(): Promise<void> {
    this.#askedAt = this.clock.now().getTime();
    this.#keys = await importKeys(await this.fetchKeys());
  }
}
