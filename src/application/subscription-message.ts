import type { RecordedEvent } from './recorded-event.js';

/** What a subscription tells, strictly in order. */
export type SubscriptionMessage =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** No matching event is left unread up to here; the subscription may resume behind this position. */
  | { readonly kind: 'checkpoint'; readonly position: bigint }
  /** Everything that was stored when the subscription (re)started has been given. */
  | { readonly kind: 'caught-up' };
