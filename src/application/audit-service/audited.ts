import type { RecordedEvent } from '../recorded-event.js';

/**
 * Whether an event belongs to the audited log. Left out are the server's own events, and snapshots: of these only the last one
 * is ever kept, all are made of other events, and they hold positions of this very store.
 */
export function isAudited({ stream, type }: Pick<RecordedEvent, 'stream' | 'type'>): boolean {
  return !stream.startsWith('$') && !type.startsWith('$') && !stream.startsWith('snapshot.');
}
