/** A new key pair, its private half readable only to who knows the secret. */
export interface SealedKeyPair {
  readonly keyId: string;
  /** Ed25519, base64url of the 32 bytes. */
  readonly publicKey: string;
  readonly sealedPrivateKey: string;
}

/** Makes key pairs to sign access tokens with. */
export interface KeyPairs {
  generate(): Promise<SealedKeyPair>;
}
