import type { JWK } from 'jose';

/** Whether a value is an Ed25519 key, public or private, as a JWK whose `kid` names the service it belongs to. */
export function isEd25519(value: unknown): value is JWK {
  const { kty, crv, x, kid } = (value ?? {}) as JWK;
  return kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && typeof kid === 'string';
}

/** Whether it is a private one. */
export function isPrivateKey(value: unknown): value is JWK {
  return isEd25519(value) && typeof value.d === 'string';
}
