import type { EventStore } from '../../application/event-store.js';
import type { Document } from '../../application/read-models/document.js';
import type { Projection } from '../projection.js';
import { foldEvent, type Upcast } from './fold-event.js';
import { streamOf } from './stream-of.js';

/**
 * One document of a read model at each revision behind `after` (undefined = from the first), folded from its stream by
 * the projection itself. Nothing when there is no such stream.
 * @throws EventStoreUnavailableError, and whatever `evolve` throws
 */
export async function* documentHistory<View extends Document>(
  projection: Projection<View>,
  eventStore: Pick<EventStore, 'readStream'>,
  id: string,
  after?: View,
  upcast: Upcast = (event) => [event],
): AsyncGenerator<View> {
  const stream = streamOf(projection as unknown as Projection, id);
  if (stream === undefined) return;
  let document = after;
  for await (const event of eventStore.readStream(stream, { from: (after?.revision ?? -1) + 1 })) {
    document = foldEvent(projection, upcast, id, document, event);
    if (document !== undefined) yield document;
  }
}
