import {
  createPrivateKey,
  createPublicKey,
  sign,
  verify,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { signedBytes, type Checkpoint, type SignedCheckpoint } from './checkpoint.js';

/** An Ed25519 public key as a JWK (RFC 8037). */
export interface PublicKey {
  readonly kty?: string;
  readonly crv?: string;
  readonly x?: string;
  readonly kid?: string;
}

/** A set of public keys (RFC 7517 §5). */
export interface PublicKeys {
  readonly keys: readonly PublicKey[];
}

/** Signs checkpoints with one Ed25519 key. */
export class CheckpointSigner {
  readonly #key: KeyObject;
  readonly #jwk: PublicKey;

  /** @throws Error unless it is the private half of an Ed25519 key */
  constructor(privateKey: PublicKey & { readonly d?: string }) {
    this.#key = createPrivateKey({ key: privateKey as JsonWebKey, format: 'jwk' });
    const { kty, crv, x, kid } = privateKey;
    this.#jwk = { ...(kty && { kty }), ...(crv && { crv }), ...(x && { x }), ...(kid && { kid }) };
  }

  get publicKey(): PublicKey {
    return this.#jwk;
  }

  sign(checkpoint: Omit<Checkpoint, 'keyId'>): SignedCheckpoint {
    const named = { ...checkpoint, keyId: this.#jwk.kid ?? '' };
    return { ...named, signature: sign(null, signedBytes(named), this.#key).toString('base64url') };
  }
}

/** Recognises checkpoints that one of the given keys has signed. */
export class CheckpointVerifier {
  readonly #keys: ReadonlyMap<string, KeyObject>;

  /** @throws Error when there is no Ed25519 public key among them */
  constructor({ keys }: PublicKeys) {
    this.#keys = new Map(
      keys
        .filter(({ kty, crv }) => kty === 'OKP' && crv === 'Ed25519')
        .map(({ kid = '', ...key }) => [kid, createPublicKey({ key: key as JsonWebKey, format: 'jwk' })]),
    );
    if (this.#keys.size === 0) throw new Error('there is no Ed25519 public key');
  }

  isGenuine(checkpoint: SignedCheckpoint): boolean {
    const key = this.#keys.get(checkpoint.keyId);
    const signature = Buffer.from(checkpoint.signature, 'base64url');
    return key !== undefined && verify(null, signedBytes(checkpoint), key, signature);
  }
}
