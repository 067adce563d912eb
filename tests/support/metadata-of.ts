import type { EventMetadata } from '../../src/application/event-metadata.js';

/** The metadata of an event that the command `commandId` wrote, the first of its business transaction, but for what is given. */
export function metadataOf(commandId: string, given: Partial<EventMetadata> = {}): EventMetadata {
  return {
    $correlationId: commandId,
    $causationId: commandId,
    commandId,
    actor: 'service:tests',
    schemaVersion: 1,
    ...given,
  };
}
