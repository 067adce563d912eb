import type { CryptoKey } from 'jose';

/** The public keys that tokens are checked with, by key id. */
export interface KeySource {
  /**
   * @returns undefined when there is no such key (any more)
   * @throws KeysUnavailableError while nothing is known about any key
   */
  find(keyId: string): Promise<CryptoKey | undefined>;
  /** Whether a key found before is still among those that count, as far as is known without asking: else `find` it again. */
  has(keyId: string): boolean;
  /** Whether anything is known about the keys; asks when not. */
  known(): Promise<boolean>;
}

/** Nobody can tell yet which keys are good. */
export class KeysUnavailableError extends Error {
  override readonly name = 'KeysUnavailableError';
}
