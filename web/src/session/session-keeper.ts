import type { AccessTokens } from '../api/api-client.js';
import { ApiError } from '../api/api-error.js';
import type { SignedIn } from '../api/dtos.js';
import { sessionOf } from './session.js';
import type { SessionStore } from './session-store.js';

/** An access token that ends sooner is not used any more, in milliseconds. */
const MARGIN_MS = 30_000;

/** What a keeper is made of. */
export interface SessionKeeperParts {
  readonly store: SessionStore;
  /** Exchanges a refresh token for the next pair. @throws ApiError 401 when it is good for nothing */
  exchange(refreshToken: string): Promise<SignedIn>;
  /** Lets one tab at a time through: Web Locks. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
  /** ms since the epoch. */
  now(): number;
}

/**
 * Sees to it that calls have a good access token. A refresh token is good once, and its second use ends the session: so one
 * tab refreshes, and the others take what it got.
 */
export class SessionKeeper implements AccessTokens {
  #renewal: Promise<string | undefined> | undefined;

  constructor(private readonly parts: SessionKeeperParts) {}

  async current(): Promise<string | undefined> {
    const session = this.parts.store.read();
    if (session === undefined) return undefined;
    if (session.expiresAt - MARGIN_MS > this.parts.now()) return session.accessToken;
    return this.replace(session.accessToken);
  }

  replace(refused: string): Promise<string | undefined> {
    this.#renewal ??= this.parts
      .exclusively(() => this.#renew(refused))
      .finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  async #renew(refused: string): Promise<string | undefined> {
    const { store, exchange, now } = this.parts;
    const session = store.read();
    // Another tab has been here, or the customer has signed out.
    if (session?.accessToken !== refused) return session?.accessToken;
    try {
      const next = sessionOf(await exchange(session.refreshToken), now());
      store.write(next);
      return next.accessToken;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      store.write(undefined);
      return undefined;
    }
  }
}
