import type { CryptoKey, JSONWebKeySet } from 'jose';
import { importKeys } from './import-keys.js';
import type { KeySource } from './key-source.js';

/** Keys that are known from the start and stay the same, for as long as the process lives. */
export class FixedKeys implements KeySource {
  readonly #ids: ReadonlySet<string | undefined>;
  readonly #keys: Promise<ReadonlyMap<string, CryptoKey>>;

  constructor(keys: JSONWebKeySet) {
    this.#ids = new Set(keys.keys.map(({ kid }) => kid));
    this.#keys = importKeys(keys);
    this.#keys.catch(() => {});
  }

  async find(keyId: string): Promise<CryptoKey | undefined> {
    return (await this.#keys).get(keyId);
  }

  async known(): Promise<boolean> {
    return true;
  }

  has(keyId: string): boolean {
    return this.#ids.has(keyId);
  }
}
