import { listKey, type Document } from '../../application/read-models/document.js';
import { without } from '../../application/read-models/without.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import type { Projection } from '../projection.js';

/** Raises an event of an older schema; one that is up to date comes back as it is. */
export type Upcast = (event: RecordedEvent) => readonly RecordedEvent[];

/** The document `id` after `event`, which follows what `document` shows. @throws whatever `evolve` throws */
export function foldEvent<View extends Document>(
  projection: Projection<View>,
  upcast: Upcast,
  id: string,
  document: View | undefined,
  event: RecordedEvent,
): View | undefined {
  let result = document;
  const place = document?.listKey ?? (projection.perEvent === true ? id : listKey(event.recordedAt, id));
  for (const raised of upcast(event)) {
    const own: Document = { _id: id, revision: event.revision, listKey: place };
    const before = result?.healed === undefined ? result : (without(result, 'healed') as View);
    // Not by spreading three: Node 20 then gives each document a hidden class of its own, at eight times the cost.
    result = Object.assign({}, own, projection.evolve(before, raised), own) as View;
  }
  return result;
}
