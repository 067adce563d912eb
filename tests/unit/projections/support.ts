import type { Document } from '../../../src/application/read-models/document.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import type { Projection } from '../../../src/projections/projection.js';

/** What the counting projection keeps of a stream. */
export interface Tally extends Document {
  readonly count: number;
  readonly trail: string;
  readonly group: string;
}

/** A projection whose documents tell every loss, repetition and swap of events. */
export function tallies(
  version = 1,
  poison: (event: RecordedEvent) => boolean = () => false,
): Projection<Tally> {
  return {
    name: 'tallies',
    version,
    filter: { streamPrefixes: ['thing-'] },
    indexes: [{ group: 1, listKey: 1 }],
    documentId: ({ stream }) => stream.slice('thing-'.length),
    evolve(document, event) {
      if (poison(event)) throw new Error('indigestible');
      const { count, trail, group } = document ?? { count: 0, trail: '', group: `v${version}` };
      return { count: count + 1, trail: `${trail}${event.revision}${event.type[0]} `, group };
    },
  };
}

/** The documents that the events fold to. */
export function foldOf(projection: Projection<Tally>, events: readonly RecordedEvent[]): Tally[] {
  const documents = new Map<string, Tally>();
  for (const event of events) {
    const id = projection.documentId(event);
    if (id === undefined) continue;
    const before = documents.get(id);
    const own = {
      _id: id,
      revision: event.revision,
      listKey: before?.listKey ?? `${event.recordedAt}/${id}`,
    };
    documents.set(id, { ...own, ...projection.evolve(before, event), ...own });
  }
  return [...documents.values()].sort((a, b) => (a._id < b._id ? -1 : 1));
}
