import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { RefreshTokens } from '../../application/customer-service/refresh-tokens.js';
import type { Randomness } from '../../application/randomness.js';

/** The session's id, 256 bits, and a MAC over both. */
const TOKEN = /^(([0-9a-f-]{36})\.[\w-]{43})\.([\w-]{43})$/;

/** Refresh tokens with an HMAC-SHA256, under a key derived from a secret that the instances of customer-service share. */
export class SignedRefreshTokens implements RefreshTokens {
  readonly #key: Buffer;

  constructor(
    secret: string,
    private readonly randomness: Pick<Randomness, 'secret'>,
  ) {
    this.#key = Buffer.from(hkdfSync('sha256', secret, 'webstore', 'refresh-tokens', 32));
  }

  issue(sessionId: string): string {
    const content = `${sessionId}.${this.randomness.secret()}`;
    return `${content}.${this.#macOf(content)}`;
  }

  sessionOf(token: string): string | undefined {
    const [, content = '', sessionId, mac = ''] = TOKEN.exec(token) ?? [];
    const isGenuine = timingSafeEqual(Buffer.from(mac.padEnd(43)), Buffer.from(this.#macOf(content)));
    return isGenuine ? sessionId : undefined;
  }

  #macOf(content: string): string {
    return createHmac('sha256', this.#key).update(content).digest('base64url');
  }
}
