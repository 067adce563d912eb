import { type CryptoKey, type JSONWebKeySet, importJWK } from 'jose';
import { ALGORITHM } from './tokens.js';

/** The Ed25519 public keys of a JWKS by key id; anything else in it is passed over. */
export async function importKeys({ keys }: JSONWebKeySet): Promise<ReadonlyMap<string, CryptoKey>> {
  const imported = new Map<string, CryptoKey>();
  for (const { kty, crv, x, kid } of keys) {
    if (kty !== 'OKP' || crv !== 'Ed25519' || x === undefined || kid === undefined) continue;
    imported.set(kid, (await importJWK({ kty, crv, x }, ALGORITHM)) as CryptoKey);
  }
  return imported;
}
