import type { Answer } from '../server/answer.js';

/** What is known about an idempotency key at the moment somebody uses it. */
export type Claim =
  /** It is the caller's: execute, then `record` or `release`. */
  | { readonly kind: 'claimed'; readonly claimId: string }
  /** Executed before: this was the answer. */
  | { readonly kind: 'answered'; readonly fingerprint: string; readonly answer: Answer }
  /** Somebody is executing it right now. */
  | { readonly kind: 'in-progress'; readonly fingerprint: string };

/** Remembers the first answer to each idempotency key, over restarts and for all instances of a service. */
export interface IdempotencyStore {
  /**
   * Takes a key, or tells what became of it. A claim left behind by an instance that died is taken over: by itself at
   * once, by others after a time.
   * @throws TransientError
   */
  claim(key: string, fingerprint: string): Promise<Claim>;
  /** Keeps the answer; durable when it resolves. Changes nothing when the claim was lost. @throws TransientError */
  record(key: string, claimId: string, answer: Answer): Promise<void>;
  /** Gives the key back unanswered. Never throws: a claim that stays behind is taken over later. */
  release(key: string, claimId: string): Promise<void>;
}
