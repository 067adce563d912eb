import type { Finding } from './finding.js';

/** A checkpoint that is known from elsewhere, by what identifies it. */
export interface KnownHead {
  readonly count: number;
  readonly position: string;
  readonly hash: string;
}

/** What came out of verifying a log. */
export interface Verification {
  readonly intact: boolean;
  /** The first place where something is wrong. */
  readonly finding?: Finding;
  /** How many events were looked at, how many of them a genuine checkpoint proves, and how many stand behind the last one. */
  readonly events: number;
  readonly proven: number;
  readonly unproven: number;
  /** Position of the last proven event, in decimal digits; null when nothing is proven. */
  readonly provenUpTo: string | null;
  /** The chain's hash there (base64url). */
  readonly hash: string;
}
