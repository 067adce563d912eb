import type { TokenKey } from '../../domain/token-keys/decider.js';
import { ALGORITHM } from './tokens.js';

/** A public key of the ring as a JWK (RFC 8037). */
export interface PublicJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly use: 'sig';
  readonly alg: typeof ALGORITHM;
}

/** The public halves of keys as a JWKS (RFC 7517). */
export function jwksOf(keys: readonly TokenKey[]): { readonly keys: PublicJwk[] } {
  return {
    keys: keys.map(({ keyId, publicKey }) => ({
      kty: 'OKP',
      crv: 'Ed25519',
      x: publicKey,
      kid: keyId,
      use: 'sig',
      alg: ALGORITHM,
    })),
  };
}
