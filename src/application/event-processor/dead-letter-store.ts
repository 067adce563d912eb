import type { DeadLetter, DeadLetterRequest, ParkedKey } from './dead-letter.js';

/** The parked events of all handlers of one service. Every method throws `TransientError` when the store is away. */
export interface DeadLetterStore {
  /** Durable when it resolves. Parking an event again replaces its error and closes a request. */
  park(letters: readonly DeadLetter[]): Promise<void>;
  /** All parked keys, of one handler or of all, in the order of their positions. */
  parkedKeys(handler?: string): Promise<ParkedKey[]>;
  /** The first `limit` parked events of one key, in the order of their positions. */
  parkedEvents(handler: string, key: string, limit: number): Promise<DeadLetter[]>;
  /** Takes an event off the list: it has been handled or skipped. */
  remove(letter: DeadLetter): Promise<void>;
  /** Forgets everything parked for `handler`. */
  removeHandler(handler: string): Promise<void>;
  /** Notes an operator's request on the first event of a key; the processor that runs the handler picks it up. False when it is gone. */
  request(head: DeadLetter, request: DeadLetterRequest): Promise<boolean>;
  /** The first events that carry a request. */
  requested(handler: string): Promise<DeadLetter[]>;
}
