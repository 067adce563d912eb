import { exportJWK, generateKeyPair } from 'jose';
import type { KeyPairs, SealedKeyPair } from '../../application/customer-service/key-pairs.js';
import type { Randomness } from '../../application/randomness.js';
import { seal, unseal } from './sealed-text.js';
import { ALGORITHM } from './tokens.js';

/** Makes Ed25519 key pairs whose private half is sealed with a secret, bound to the key's id. */
export class SealedKeyPairs implements KeyPairs {
  constructor(
    private readonly secret: string,
    private readonly randomness: Randomness,
  ) {}

  async generate(): Promise<SealedKeyPair> {
    const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
    const { x = '', d = '' } = await exportJWK(privateKey);
    const keyId = this.randomness.uuid();
    return { keyId, publicKey: x, sealedPrivateKey: seal(d, this.secret, keyId) };
  }
}

/** The private half of a key pair, base64url. @throws Error when it was sealed with another secret */
export function unsealPrivateKey(sealed: string, secret: string, keyId: string): string {
  try {
    return unseal(sealed, secret, keyId);
  } catch (error) {
    throw new Error(
      `TOKEN_KEY_SECRET does not open the signing key ${keyId}: bring the secret back, or withdraw the key (webstore keys withdraw ${keyId})`,
      { cause: error },
    );
  }
}
