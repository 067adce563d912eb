import { createHmac, generateKeyPairSync } from 'node:crypto';
import { type CryptoKey, type JWTPayload, SignJWT, importJWK } from 'jose';
import type { TokenKeyAdded } from '../../../src/domain/token-keys/events.js';
import { unsealPrivateKey } from '../../../src/infrastructure/security/sealed-key-pairs.js';
import { readShopSecrets } from '../../../src/infrastructure/security/shop-secrets.js';
import { readEventLog } from './event-log.js';
import type { TestShop } from './test-shop.js';

/** The key that the shop signs access tokens with, taken from its own store. */
export interface StolenKey {
  readonly keyId: string;
  readonly key: CryptoKey;
}

export async function stolenKeyOf(shop: TestShop): Promise<StolenKey> {
  const log = await readEventLog(shop.eventStoreUrl);
  const event = log.find(({ type }) => type === 'TokenKeyAdded');
  const secrets = readShopSecrets(shop.dataDirectory);
  if (event === undefined || secrets === undefined) throw new Error('the shop has no keys');
  const { keyId, publicKey, sealedPrivateKey } = event.data as TokenKeyAdded['data'];
  const d = unsealPrivateKey(sealedPrivateKey, secrets.tokenKeySecret, keyId);
  const key = (await importJWK({ kty: 'OKP', crv: 'Ed25519', x: publicKey, d }, 'EdDSA')) as CryptoKey;
  return { keyId, key };
}

/** A key that the shop has never seen. */
export async function foreignKey(keyId: string): Promise<StolenKey> {
  const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  return { keyId, key: (await importJWK(jwk, 'EdDSA')) as CryptoKey };
}

/** A token as the shop would sign it, but for what `claims` says; undefined leaves a claim out. */
export function forge(
  { keyId, key }: StolenKey,
  customerId: string,
  claims: JWTPayload = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const usual = {
    iss: 'webstore',
    aud: 'webstore',
    sub: customerId,
    sid: 'forged',
    roles: ['customer'],
    iat: now,
    exp: now + 300,
  };
  const payload = Object.fromEntries(
    Object.entries({ ...usual, ...claims }).filter(([, value]) => value !== undefined),
  );
  return new SignJWT(payload).setProtectedHeader({ alg: 'EdDSA', kid: keyId }).sign(key);
}

/** The same token under another header, its signature made by `sign`. */
export function withHeader(
  token: string,
  header: Readonly<Record<string, string>>,
  sign: (input: string) => string = () => token.split('.')[2] ?? '',
): string {
  const encoded = Buffer.from(JSON.stringify(header)).toString('base64url');
  const input = `${encoded}.${token.split('.')[1]}`;
  return `${input}.${sign(input)}`;
}

/** Signs as HS256 would, with a key that everybody may read. */
export function hmac(publicKey: string): (input: string) => string {
  return (input) => createHmac('sha256', publicKey).update(input).digest('base64url');
}
