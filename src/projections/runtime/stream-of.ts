import type { RecordedEvent } from '../../application/recorded-event.js';
import type { Projection } from '../projection.js';

/** The stream that the document `id` of `projection` is the fold of; undefined when no stream could be. */
export function streamOf(projection: Projection, id: string): string | undefined {
  const candidates =
    projection.streamOf?.(id) ?? projection.filter.streamPrefixes.map((prefix) => prefix + id);
  return [candidates]
    .flat()
    .find((stream) => projection.documentId({ stream, type: '' } as RecordedEvent) === id);
}
