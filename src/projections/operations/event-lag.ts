import type { Clock } from '../../application/clock.js';
import type { EventFilter } from '../../application/event-filter.js';
import type { EventStore } from '../../application/event-store.js';

const MOST_COUNTED = 1_000;
const PATIENCE_MS = 2_000;

/** How far something is behind the event store. */
export interface EventLag {
  /** Matching events that it has not taken in yet; no more than 1,000 are counted. */
  readonly events: number;
  readonly isAtLeast: boolean;
  /** Age of the oldest of them. */
  readonly ms: number;
}

/** The lag of whoever has taken in everything up to `applied`; null when the event store gives no answer in time. */
export async function eventLag(
  { eventStore, clock }: { readonly eventStore: EventStore; readonly clock: Clock },
  filter: EventFilter,
  applied: bigint | undefined,
): Promise<EventLag | null> {
  const ending = new AbortController();
  const counted = countBehind(eventStore, filter, applied, ending.signal);
  const late = clock.sleep(PATIENCE_MS, ending.signal).then(() => null);
  try {
    const found = await Promise.race([counted, late]);
    if (found === null) return null;
    const { events, oldest } = found;
    const ms = oldest === undefined ? 0 : Math.max(0, clock.now().getTime() - Date.parse(oldest));
    return { events, isAtLeast: events === MOST_COUNTED, ms };
  } finally {
    ending.abort();
  }
}

async function countBehind(
  eventStore: EventStore,
  filter: EventFilter,
  applied: bigint | undefined,
  signal: AbortSignal,
): Promise<{ readonly events: number; readonly oldest: string | undefined }> {
  let events = 0;
  let oldest: string | undefined;
  for await (const message of eventStore.subscribe(filter, applied, signal)) {
    if (message.kind === 'caught-up') break;
    if (message.kind !== 'event') continue;
    oldest ??= message.event.recordedAt;
    events += 1;
    if (events === MOST_COUNTED) break;
  }
  return { events, oldest };
}
