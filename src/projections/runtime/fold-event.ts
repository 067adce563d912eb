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
  for (const raised of upcast(event)) {
    const own = {
      _id: id,
      revision: event.revision,
      listKey: result?.listKey ?? listKey(event.recordedAt, id),
    };
    const before = result?.healed === undefined ? result : (without(result, 'healed') as View);
    result = { ...own, ...projection.evolve(before, raised), ...own } as View;
  }
  return result;
}
