import {
  type TokenKey,
  type TokenKeyCommand,
  type TokenKeyState,
  publishedKeys,
  signingKey,
} from '../../domain/token-keys/decider.js';
import type { TokenKeyEvent } from '../../domain/token-keys/events.js';
import type { Clock } from '../clock.js';
import type { CommandHandler, LoadedStream } from '../command-handler.js';
import type { Randomness } from '../randomness.js';
import { RevisionMismatchError } from '../revision-mismatch-error.js';
import type { Origin } from './email-claims.js';
import type { KeyPairs } from './key-pairs.js';

const RING = 'tokenKeys-ring';

/** What a `TokenKeyring` works with. */
export interface TokenKeyringParts {
  readonly ring: CommandHandler<TokenKeyState, TokenKeyCommand, TokenKeyEvent>;
  readonly keyPairs: KeyPairs;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly tokenLifetimeMs: number;
  /** How long a key is published before it signs. */
  readonly leadMs: number;
  /** A key that has signed this long is replaced. */
  readonly maxAgeMs: number;
}

/** A key and what is done with it now. */
export interface ListedKey {
  readonly keyId: string;
  readonly signsFrom: string;
  readonly status: 'next' | 'signing' | 'published' | 'retired' | 'withdrawn';
}

/** The keys that access tokens are signed with: shared by all instances through their stream. */
export class TokenKeyring {
  constructor(private readonly parts: TokenKeyringParts) {}

  /** The key that signs now; the first one is made when there is none. @throws TransientError */
  async signing(): Promise<TokenKey> {
    const key = signingKey((await this.#load()).state, this.parts.clock.now());
    if (key === undefined) throw new Error('no key may sign yet: the clocks of two machines disagree');
    return key;
  }

  /** What others need to check the tokens that are around. @throws TransientError */
  async published(): Promise<readonly TokenKey[]> {
    const { clock, tokenLifetimeMs } = this.parts;
    return publishedKeys((await this.#load()).state, clock.now(), tokenLifetimeMs);
  }

  /** Every key there has been, in the order in which they sign. @throws TransientError */
  async list(): Promise<readonly ListedKey[]> {
    const { state } = await this.#load();
    const now = this.parts.clock.now();
    const signing = signingKey(state, now);
    const published = new Set(publishedKeys(state, now, this.parts.tokenLifetimeMs));
    const statusOf = (key: TokenKey): ListedKey['status'] => {
      if (state.withdrawn.includes(key)) return 'withdrawn';
      if (Date.parse(key.signsFrom) > now.getTime()) return 'next';
      if (key === signing) return 'signing';
      return published.has(key) ? 'published' : 'retired';
    };
    return [...state.keys, ...state.withdrawn]
      .sort((one, other) => Date.parse(one.signsFrom) - Date.parse(other.signsFrom))
      .map((key) => ({ keyId: key.keyId, signsFrom: key.signsFrom, status: statusOf(key) }));
  }

  /**
   * Makes the next key: published at once, it signs when everybody who checks tokens has had the time to learn of it.
   * @throws DomainError `rotation-under-way`
   */
  async rotate(origin: Origin): Promise<TokenKey> {
    const key = await this.#newKey(this.parts.leadMs);
    await this.#add(key, origin);
    return key;
  }

  /**
   * Makes a key count for nothing from now on: what was signed with it is refused by all who learn of it. When it is the one
   * that signs, a new one does at once. A second time it changes nothing.
   * @throws DomainError `key-not-found`
   */
  async withdraw(keyId: string, origin: Origin): Promise<void> {
    const replacement = await this.#newKey(0);
    const data = { keyId, now: this.parts.clock.now().toISOString(), replacement };
    await this.#handle({ type: 'WithdrawTokenKey', data }, origin);
  }

  /** Makes the next key when the newest has signed for long enough. @throws TransientError */
  async rotateWhenDue(): Promise<void> {
    const { state, revision } = await this.#load();
    const newest = state.keys.at(-1);
    const now = this.parts.clock.now().getTime();
    if (newest === undefined || now - Date.parse(newest.signsFrom) < this.parts.maxAgeMs) return;
    await this.#addUnlessMoved(await this.#newKey(this.parts.leadMs), revision);
  }

  async #load(): Promise<LoadedStream<TokenKeyState>> {
    const loaded = await this.parts.ring.load(RING);
    if (loaded.state.keys.length > 0) return loaded;
    await this.#addUnlessMoved(await this.#newKey(0), loaded.revision);
    return this.parts.ring.load(RING);
  }

  async #newKey(leadMs: number): Promise<TokenKey> {
    const signsFrom = new Date(this.parts.clock.now().getTime() + leadMs).toISOString();
    return { ...(await this.parts.keyPairs.generate()), signsFrom };
  }

  /** Another instance that has added a key meanwhile has done what was to be done. */
  async #addUnlessMoved(key: TokenKey, revision: number): Promise<void> {
    const correlationId = this.parts.randomness.uuid();
    const origin = { correlationId, causationId: correlationId, actor: 'service:customer-service' };
    try {
      await this.#add(key, origin, revision);
    } catch (error) {
      if (!(error instanceof RevisionMismatchError)) throw error;
    }
  }

  async #add(key: TokenKey, origin: Origin, expectedRevision?: number): Promise<void> {
    const data = { ...key, now: this.parts.clock.now().toISOString() };
    await this.#handle({ type: 'AddTokenKey', data }, origin, expectedRevision);
  }

  async #handle(body: TokenKeyCommand, origin: Origin, expectedRevision?: number): Promise<void> {
    const command = { ...origin, commandId: this.parts.randomness.uuid(), body };
    await this.parts.ring.handle(RING, command, { expectedRevision });
  }
}
