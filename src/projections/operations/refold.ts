import { DomainError } from '../../domain/domain-error.js';
import type { Document } from '../../application/read-models/document.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import { foldEvent } from '../runtime/fold-event.js';
import { streamOf } from '../runtime/stream-of.js';
import type { InspectedGeneration } from './inspected-generation.js';

/** What a document should be by the events. */
export interface Refolded {
  /** Undefined: the events make none. */
  readonly document: Document | undefined;
  /** The stream it is made of; undefined when no stream could be its. */
  readonly stream: string | undefined;
  /** Where its stream is parked, or should be: the fold goes no further. */
  readonly parkedAt: number | undefined;
}

/**
 * Folds a document from its events by the projection itself: up to what `stored` claims to show, and at least up to what the
 * projection has applied. An event that can't be folded is passed over where an operator has skipped it, else it ends the fold.
 * @param own the event, where each has a document of its own and it is at hand
 * @throws DomainError `document-not-traceable` when it does not lead to the one event it is made of
 * @throws EventStoreUnavailableError
 */
export async function refold(
  generation: InspectedGeneration,
  id: string,
  stored: Document | undefined,
  own?: RecordedEvent,
): Promise<Refolded> {
  const { projection, eventStore, applied, parkedFrom, upcast } = generation;
  let document: Document | undefined;
  const isPerEvent = projection.perEvent === true;
  const only = isPerEvent ? (own ?? (await tracedEvent(generation, id, stored))) : undefined;
  const stream = isPerEvent ? only?.stream : streamOf(projection, id);
  const events = isPerEvent ? (only ? [only] : []) : stream ? eventStore.readStream(stream) : [];
  for await (const event of events) {
    const isShown = stored !== undefined && event.revision <= stored.revision;
    const parked = parkedFrom.get(event.stream);
    const isParked = parked !== undefined && event.position >= parked;
    if (!isShown && (isParked || applied === undefined || event.position > applied)) {
      return { document, stream, parkedAt: isParked ? event.revision : undefined };
    }
    try {
      document = foldEvent(projection, upcast, id, document, event);
    } catch {
      if (!isShown) return { document, stream, parkedAt: event.revision };
      document = document && { ...document, revision: event.revision };
    }
  }
  return { document, stream, parkedAt: undefined };
}

/** The event that a document of one event is made of; undefined when there is no document either. */
async function tracedEvent(
  { projection, eventStore }: InspectedGeneration,
  id: string,
  stored: Document | undefined,
): Promise<RecordedEvent | undefined> {
  if (stored === undefined) return undefined;
  const place = projection.placeOf?.(stored);
  if (place !== undefined) {
    for await (const event of eventStore.readStream(place.stream, { from: place.revision, limit: 1 })) {
      if (projection.documentId(event) === id) return event;
    }
  }
  throw new DomainError(
    'document-not-traceable',
    `${id} does not tell the event it is made of; replay events instead`,
  );
}
