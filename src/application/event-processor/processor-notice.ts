import type { DeadLetterRequest } from './dead-letter.js';

/** What an `EventProcessor` tells logs and metrics. */
export type ProcessorNotice = { readonly handler: string } & (
  | { readonly kind: 'handled'; readonly events: number; readonly milliseconds: number }
  /** Something failed and is tried again, for ever: `attempt` counts from 1. */
  | { readonly kind: 'retrying'; readonly attempt: number; readonly delayMs: number; readonly error: unknown }
  | { readonly kind: 'parked'; readonly key: string; readonly events: number; readonly error: unknown }
  /** An operator's request is done: the key flows again, or another of its events turned out poisonous. */
  | { readonly kind: 'released'; readonly key: string }
  | {
      readonly kind: 'still-parked';
      readonly key: string;
      readonly request: DeadLetterRequest | undefined;
      readonly error: unknown;
    }
  | { readonly kind: 'lease-taken' | 'lease-lost'; readonly owner: string }
  | { readonly kind: 'caught-up' }
);

/** Who is told; must not throw. */
export type ProcessorObserver = (notice: ProcessorNotice) => void;
