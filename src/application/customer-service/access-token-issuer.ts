import type { Role } from '../principal.js';

/** What an access token says. */
export interface AccessTokenContent {
  readonly customerId: string;
  readonly sessionId: string;
  readonly roles: readonly Role[];
}

/** A signed access token. */
export interface AccessToken {
  readonly token: string;
  /** Seconds. */
  readonly expiresIn: number;
}

/** Signs access tokens. */
export interface AccessTokenIssuer {
  /** @throws TransientError when the keys can not be read */
  issue(content: AccessTokenContent): Promise<AccessToken>;
}
