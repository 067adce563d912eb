import type { Document } from './document.js';

/** A stream of the event store as a list of them shows it. */
export interface StreamView {
  readonly stream: string;
  /** What kind of stream it is: `order`, `process.checkout`. */
  readonly type: string;
  /** Of its last event. */
  readonly revision: number;
  /** ISO 8601 UTC. */
  readonly lastEventAt: string;
}

/** A stream as it is stored. */
export type StreamDocument = StreamView & Document;
