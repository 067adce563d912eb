import type { CryptoKey, JSONWebKeySet } from 'jose';
import type { Clock } from '../../application/clock.js';
import { importKeys } from './import-keys.js';
import { type KeySource, KeysUnavailableError } from './key-source.js';

/** Keys are asked for anew after this long, beside the request that notices. */
const FRESH_MS = 5_000;
/** After this long without a request, the first one waits for the keys of now: one of them may have been withdrawn. */
const STALE_MS = 10_000;
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
  #answeredAt = -Infinity;
  #asking: Promise<void> | undefined;

  constructor(
    private readonly fetchKeys: () => Promise<JSONWebKeySet>,
    private readonly clock: Clock,
  ) {}

  async find(keyId: string): Promise<CryptoKey | undefined> {
    if (this.#keys?.has(keyId) === true) {
      const asking = this.#sinceAsked() > FRESH_MS ? this.#ask() : this.#asking;
      asking?.catch(() => {});
      if (this.#isStale()) await asking?.catch(() => {});
      return this.#keys.get(keyId);
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

  /** Asks now if nothing is known yet: for when the issuer has just appeared. */
  prefetch(): void {
    if (this.#keys === undefined) void this.#ask().catch(() => {});
  }

  has(keyId: string): boolean {
    if (this.#sinceAsked() > FRESH_MS) void this.#ask().catch(() => {});
    return !this.#isStale() && this.#keys?.has(keyId) === true;
  }

  /** Whether nobody has looked for long. Having asked in vain counts: there is no better answer to be had. */
  #isStale(): boolean {
    return this.clock.now().getTime() - this.#answeredAt > STALE_MS;
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
    try {
      this.#keys = await importKeys(await this.fetchKeys());
    } finally {
      this.#answeredAt = this.clock.now().getTime();
    }
  }
}
