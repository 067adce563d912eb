import type { EventMetadata } from '../../../../../src/application/event-metadata.js';
import type { StreamEvent } from '../../../api/dtos.js';

/** What is known of an event beside its data. Any of it may be missing in an event that others have written. */
export function metadataOf({ metadata }: Pick<StreamEvent, 'metadata'>): Partial<EventMetadata> {
  return metadata as Partial<EventMetadata>;
}
