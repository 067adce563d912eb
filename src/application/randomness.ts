/** Randomness as a port: new ids and jitter. */
export interface Randomness {
  /** A new UUID (version 4). */
  uuid(): string;
  /** A number in [0, 1). */
  fraction(): number;
}
