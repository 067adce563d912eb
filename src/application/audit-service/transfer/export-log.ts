import type { EventStore } from '../../event-store.js';
import { logLineOf } from './log-line.js';
import { readLog } from './read-log.js';

/**
 * The audited log as JSON lines, in pieces of whole lines, behind `after` (exclusive; undefined = from the first event). To go on
 * where an export broke off, pass the position of the last line that arrived.
 * @throws EventStoreUnavailableError
 */
export async function* exportLog(
  eventStore: EventStore,
  after: bigint | undefined,
  signal?: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  for await (const events of readLog(eventStore, after, signal)) {
    yield `${events.map(logLineOf).join('\n')}\n`;
  }
}
