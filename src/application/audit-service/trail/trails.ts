import { NotFoundError } from '../../../domain/not-found-error.js';
import type { EventStore } from '../../event-store.js';
import type { RecordedEvent } from '../../recorded-event.js';
import { causationTrees, type CausedEvent } from './causation-tree.js';
import type { CorrelationIndex, EventPlace } from './correlation-index.js';

/** A business transaction over all streams. */
export interface Trail {
  readonly correlationId: string;
  /** When its first and last event were recorded, ISO 8601 UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
  readonly events: number;
  /** Whether there are more events than are shown. */
  readonly truncated: boolean;
  readonly streams: readonly string[];
  readonly tree: readonly CausedEvent[];
}

const mostEvents = 5_000;

/** Business transactions as trees of causes. The index tells where their events are, the event store what they are. */
export class Trails {
  constructor(
    private readonly eventStore: EventStore,
    private readonly index: CorrelationIndex,
  ) {}

  /** @throws NotFoundError `correlation-not-found`; ReadModelUnavailableError, EventStoreUnavailableError */
  async ofCorrelation(correlationId: string): Promise<Trail> {
    const places = await this.index.placesOf(correlationId, mostEvents + 1);
    const found = await Promise.all(
      [...byStream(places.slice(0, mostEvents))].map(([stream, revisions]) => this.#read(stream, revisions)),
    );
    const events = found.flat().filter(({ metadata }) => metadata.$correlationId === correlationId);
    if (events.length === 0) throw new NotFoundError('correlation', correlationId);
    const times = events.map(({ recordedAt }) => recordedAt).sort();
    return {
      correlationId,
      startedAt: times[0] ?? '',
      endedAt: times.at(-1) ?? '',
      events: events.length,
      truncated: places.length > mostEvents,
      streams: [...new Set(events.map(({ stream }) => stream))].sort(),
      tree: causationTrees(events),
    };
  }

  /** The transaction that an order came out of. @throws NotFoundError `order-not-found`; see `ofCorrelation` */
  async ofOrder(orderId: string): Promise<Trail> {
    for await (const { metadata } of this.eventStore.readStream(`order-${orderId}`, { limit: 1 })) {
      return this.ofCorrelation(metadata.$correlationId);
    }
    throw new NotFoundError('order', orderId);
  }

  /** Reads neighbours in one go: the events of a transaction mostly stand side by side. */
  async #read(stream: string, revisions: readonly number[]): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for (const { from, limit } of runsOf(revisions)) {
      for await (const event of this.eventStore.readStream(stream, { from, limit })) events.push(event);
    }
    return events;
  }
}

function byStream(places: readonly EventPlace[]): ReadonlyMap<string, number[]> {
  const streams = new Map<string, number[]>();
  for (const { stream, revision } of places) {
    const known = streams.get(stream);
    if (known === undefined) streams.set(stream, [revision]);
    else known.push(revision);
  }
  return streams;
}

/** Reading over a few events of others costs less than another call. */
const widestGap = 50;

function runsOf(revisions: readonly number[]): readonly { from: number; limit: number }[] {
  const runs: { from: number; limit: number }[] = [];
  for (const revision of revisions.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && revision - (run.from + run.limit) <= widestGap)
      run.limit = revision - run.from + 1;
    else runs.push({ from: revision, limit: 1 });
  }
  return runs;
}
