import { EVERYTHING } from '../../event-filter.js';
import type { EventStore } from '../../event-store.js';
import type { RecordedEvent } from '../../recorded-event.js';
import { isAudited } from '../audited.js';

const batchSize = 500;

/**
 * The audited log behind `after` (exclusive; undefined = from the first event), in global order and in batches of at most 500,
 * up to what was stored when the reading began. The reader's pace is the store's pace, so memory stays flat.
 * @throws EventStoreUnavailableError when the store is away at the beginning; later it is waited for
 */
export async function* readLog(
  eventStore: EventStore,
  after: bigint | undefined,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  await eventStore.hasEventsBetween(EVERYTHING, after, after ?? 0n);
  const ended = new AbortController();
  const end = AbortSignal.any([signal, ended.signal]);
  let batch: RecordedEvent[] = [];
  try {
    for await (const message of eventStore.subscribe(EVERYTHING, after, end)) {
      if (message.kind === 'caught-up') break;
      if (message.kind !== 'event' || !isAudited(message.event)) continue;
      batch.push(message.event);
      if (batch.length < batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && !signal.aborted) yield batch;
  } finally {
    ended.abort();
  }
}
