import type { EventStore } from '../../application/event-store.js';

/** A stream by its newest event. */
export interface StreamSummary {
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** ISO 8601 UTC. */
  readonly lastEventAt: string;
}

/** The streams whose names begin with `prefix`, by name. @throws EventStoreUnavailableError */
export async function streamsOf(
  eventStore: EventStore,
  prefix: string,
  onProgress: (events: number, position: bigint) => void,
): Promise<StreamSummary[]> {
  const filter = { streamPrefixes: [prefix] };
  await eventStore.hasEventsBetween(filter, undefined, 0n);
  const streams = new Map<string, StreamSummary>();
  const ending = new AbortController();
  let events = 0;
  for await (const message of eventStore.subscribe(filter, undefined, ending.signal)) {
    if (message.kind === 'caught-up') break;
    if (message.kind !== 'event') continue;
    const { stream, revision, type, recordedAt, position } = message.event;
    if (!stream.startsWith('$')) streams.set(stream, { stream, revision, type, lastEventAt: recordedAt });
    onProgress((events += 1), position);
  }
  ending.abort();
  return [...streams.values()].sort((a, b) => (a.stream < b.stream ? -1 : 1));
}
