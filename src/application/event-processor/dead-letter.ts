import type { RecordedEvent } from '../recorded-event.js';

/** What an operator may ask for a parked key: handle everything parked again, or first drop the event at its head. */
export type DeadLetterRequest = 'replay' | 'skip';

/** An event that a handler has put aside: the poisonous one, or one that came behind it under the same key. */
export interface DeadLetter {
  readonly handler: string;
  readonly key: string;
  readonly eventId: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly type: string;
  /** Why handling failed; absent on events that only wait behind a poisonous one. */
  readonly error?: string;
  /** When it was parked, ISO 8601 UTC. */
  readonly parkedAt: string;
  /** What an operator asked for; only ever on the first event of a key. */
  readonly request?: DeadLetterRequest;
}

/** The first parked event of a key, with the number of events that wait behind it. */
export interface ParkedKey {
  readonly head: DeadLetter;
  readonly waiting: number;
}

/** The dead letter for `event`. */
export function deadLetterOf(
  handler: string,
  key: string,
  event: RecordedEvent,
  parkedAt: Date,
  error?: string,
): DeadLetter {
  const { eventId, stream, revision, position, type } = event;
  const letter = {
    handler,
    key,
    eventId,
    stream,
    revision,
    position,
    type,
    parkedAt: parkedAt.toISOString(),
  };
  return error === undefined ? letter : { ...letter, error };
}
