import type { Document } from './document.js';

/** One event as far as it tells who did what, when, and why. */
export interface ActivityView {
  /** Decimal digits. */
  readonly position: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly eventId: string;
  /** A customer id, `service:<name>`, `process:<name>` or `anonymous`. */
  readonly actor: string;
  readonly correlationId: string;
  readonly causationId: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** Its id is the position, in digits of a fixed number. */
export type ActivityDocument = Omit<ActivityView, 'position'> & Document;
