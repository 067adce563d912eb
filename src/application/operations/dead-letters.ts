import { type StreamEvent, streamEvent } from '../audit-service/stream-events.js';
import type { DeadLetter, DeadLetterRequest, ParkedKey } from '../event-processor/dead-letter.js';
import type { DeadLetterStore } from '../event-processor/dead-letter-store.js';
import type { EventStore } from '../event-store.js';

const MOST_SHOWN = 100;

/** A parked key as a list shows it: the poisonous event at its head, why it failed, how many wait behind it. */
export interface ParkedKeyView {
  readonly handler: string;
  readonly key: string;
  readonly stream: string;
  readonly revision: number;
  /** Decimal digits. */
  readonly position: string;
  readonly type: string;
  readonly eventId: string;
  /** ISO 8601 UTC. */
  readonly parkedAt: string;
  /** Null while a release is half done. */
  readonly error: string | null;
  readonly request: DeadLetterRequest | null;
  readonly waiting: number;
}

/** An event that waits behind a poisonous one. */
export type WaitingEvent = Omit<ParkedKeyView, 'handler' | 'key' | 'error' | 'request' | 'waiting'>;

/** A parked key with its poisonous event as it is stored, and the first of those that wait. */
export interface ParkedKeyDetails extends ParkedKeyView {
  /** Null when it is gone. */
  readonly event: StreamEvent | null;
  readonly behind: readonly WaitingEvent[];
}

/** A parked key as operators see it. */
export function parkedKeyView({ head, waiting }: ParkedKey): ParkedKeyView {
  const { handler, key, error = null, request = null } = head;
  return { handler, key, ...waitingEvent(head), error, request, waiting };
}

/** @throws EventStoreUnavailableError, TransientError */
export async function parkedKeyDetails(
  { eventStore, deadLetters }: { readonly eventStore: EventStore; readonly deadLetters: DeadLetterStore },
  parked: ParkedKey,
): Promise<ParkedKeyDetails> {
  const { stream, revision, handler, key } = parked.head;
  let event: StreamEvent | null = null;
  for await (const stored of eventStore.readStream(stream, { from: revision, limit: 1 })) {
    event = streamEvent(stored);
  }
  const [, ...behind] = await deadLetters.parkedEvents(handler, key, MOST_SHOWN + 1);
  return { ...parkedKeyView(parked), event, behind: behind.map(waitingEvent) };
}

function waitingEvent({ stream, revision, position, type, eventId, parkedAt }: DeadLetter): WaitingEvent {
  return { stream, revision, position: position.toString(), type, eventId, parkedAt };
}
