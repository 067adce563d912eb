import { type CryptoKey, SignJWT, importJWK } from 'jose';
import { LRUCache } from 'lru-cache';
import type {
  AccessToken,
  AccessTokenContent,
  AccessTokenIssuer,
} from '../../application/customer-service/access-token-issuer.js';
import type { TokenKeyring } from '../../application/customer-service/token-keyring.js';
import type { Clock } from '../../application/clock.js';
import type { Randomness } from '../../application/randomness.js';
import type { TokenKey } from '../../domain/token-keys/decider.js';
import { unsealPrivateKey } from './sealed-key-pairs.js';
import { ACCESS_TOKEN_AUDIENCE, ACCESS_TOKEN_ISSUER, ALGORITHM } from './tokens.js';

export interface AccessTokenSignerParts {
  readonly keyring: TokenKeyring;
  /** What the private keys are sealed with. */
  readonly secret: string;
  readonly lifetimeSeconds: number;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Signs access tokens as JWTs (RFC 7519) with the key of the ring whose turn it is. */
export class AccessTokenSigner implements AccessTokenIssuer {
  readonly #privateKeys = new LRUCache<string, Promise<CryptoKey>>({ max: 4 });

  constructor(private readonly parts: AccessTokenSignerParts) {}

  async issue({ customerId, sessionId, roles }: AccessTokenContent): Promise<AccessToken> {
    const { keyring, lifetimeSeconds, clock, randomness } = this.parts;
    const key = await keyring.signing();
    const issuedAt = Math.floor(clock.now().getTime() / 1000);
    const token = await new SignJWT({ sid: sessionId, roles })
      .setProtectedHeader({ alg: ALGORITHM, kid: key.keyId, typ: 'JWT' })
      .setIssuer(ACCESS_TOKEN_ISSUER)
      .setAudience(ACCESS_TOKEN_AUDIENCE)
      .setSubject(customerId)
      .setJti(randomness.uuid())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetimeSeconds)
      .sign(await this.#privateKey(key));
    return { token, expiresIn: lifetimeSeconds };
  }

  #privateKey({ keyId, publicKey, sealedPrivateKey }: TokenKey): Promise<CryptoKey> {
    let key = this.#privateKeys.get(keyId);
    if (key === undefined) {
      const d = unsealPrivateKey(sealedPrivateKey, this.parts.secret, keyId);
      key = importJWK({ kty: 'OKP', crv: 'Ed25519', x: publicKey, d }, ALGORITHM) as Promise<CryptoKey>;
      this.#privateKeys.set(keyId, key);
    }
    return key;
  }
}
