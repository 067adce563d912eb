import type { Message } from '../message.js';

/**
 * A key pair joins the ring: `publicKey` is an Ed25519 public key (base64url of its 32 bytes), `sealedPrivateKey` its private half,
 * readable only to who knows the secret. It signs from `signsFrom` on (ISO 8601), until the next one does.
 */
export type TokenKeyAdded = Message<
  'TokenKeyAdded',
  {
    readonly keyId: string;
    readonly publicKey: string;
    readonly sealedPrivateKey: string;
    readonly signsFrom: string;
  }
>;

/** What was signed with a key counts for nothing from now on, because somebody else may have it. */
export type TokenKeyWithdrawn = Message<'TokenKeyWithdrawn', { readonly keyId: string }>;

export type TokenKeyEvent = TokenKeyAdded | TokenKeyWithdrawn;

/** The schema version that each event type is written with today. */
export const tokenKeyEventVersions: Readonly<Record<TokenKeyEvent['type'], number>> = {
  TokenKeyAdded: 1,
  TokenKeyWithdrawn: 1,
};
