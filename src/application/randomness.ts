/** Randomness as a port: new ids and jitter. */
export interface Randomness {
  /** A new UUID (version 4). */
  uuid(): string;
  /** An unguessable text: 256 bits as base64url. */
  secret(): string;
  /** A number in [0, 1). */
  fraction(): number;
}
