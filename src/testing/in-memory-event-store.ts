import type { EventFilter } from '../application/event-filter.js';
import type {
  AppendResult,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  ReadStreamOptions,
} from '../application/event-store.js';
import { EventStoreUnavailableError } from '../application/event-store-unavailable-error.js';
import type { RecordedEvent } from '../application/recorded-event.js';
import type { SubscriptionMessage } from '../application/subscription-message.js';
import { WrongExpectedRevisionError } from '../application/wrong-expected-revision-error.js';

/** Runs just before an append takes effect; what it appends itself comes first. */
export type AppendHook = (stream: string, events: readonly EventToAppend[]) => void | Promise<void>;

/** The `EventStore` port held in memory, as strict as the real one, with faults to order. */
export class InMemoryEventStore implements EventStore {
  #available = true;
  readonly #log: RecordedEvent[] = [];
  readonly #streams = new Map<string, RecordedEvent[]>();
  readonly #limits = new Map<string, number>();
  readonly #failures: ('before' | 'after')[] = [];
  readonly #hooks: AppendHook[] = [];
  #connection = 0;
  /** Counts whatever a waiting subscription must look at. */
  #changes = 0;
  readonly #waiting = new Set<() => void>();

  /** `now` gives `recordedAt`; by default all events are of the same moment. */
  constructor(private readonly now: () => Date = () => new Date('2026-01-01T00:00:00.000Z')) {}

  /** Everything ever appended, in global order. */
  get events(): readonly RecordedEvent[] {
    return this.#log;
  }

  /** Everything ever appended to one stream, in order, whatever its limit. */
  eventsOf(stream: string): readonly RecordedEvent[] {
    return this.#streams.get(stream) ?? [];
  }

  /** The next `times` appends answer `EventStoreUnavailableError`: without effect (`before`), or after it happened (`after`). */
  failNextAppend(when: 'before' | 'after', times = 1): void {
    for (let i = 0; i < times; i++) this.#failures.push(when);
  }

  /** Runs `hook` once, before the next append takes effect: the place to let somebody else append first. */
  beforeNextAppend(hook: AppendHook): void {
    this.#hooks.push(hook);
  }

  /** Every live subscription loses its server and resumes behind the last message it gave. */
  dropSubscriptions(): void {
    this.#connection++;
    this.#notify();
  }

  /** Takes the server away (`false`) or brings it back. */
  setAvailable(available: boolean): void {
    this.#available = available;
    this.#connection++;
    this.#notify();
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    const bytes = events.map((event) => JSON.stringify([event.data, event.metadata]));
    await this.#hooks.shift()?.(stream, events);
    await this.#connected();
    const failure = this.#failures.shift();
    if (failure === 'before') throw new EventStoreUnavailableError('the append did not reach the store');
    const result = this.#place(stream, expected, events, bytes);
    if (failure === 'after') throw new EventStoreUnavailableError('the answer to the append was lost');
    return result;
  }

  async *readStream(
    stream: string,
    { direction = 'forwards', from, limit = Number.POSITIVE_INFINITY }: ReadStreamOptions = {},
  ): AsyncIterable<RecordedEvent> {
    await this.#connected();
    const all = this.eventsOf(stream);
    const readable = all.slice(Math.max(0, all.length - (this.#limits.get(stream) ?? all.length)));
    const inOrder = direction === 'forwards' ? readable : readable.toReversed();
    const start = from === 'end' ? undefined : from;
    let left = limit;
    for (const event of inOrder) {
      if (
        start !== undefined &&
        (direction === 'forwards' ? event.revision < start : event.revision > start)
      ) {
        continue;
      }
      if (left-- <= 0) return;
      yield event;
    }
  }

  async *subscribe(
    filter: EventFilter,
    after: bigint | undefined,
    signal: AbortSignal,
  ): AsyncIterable<SubscriptionMessage> {
    let given = after ?? 0n;
    let connection: number | undefined;
    while (!signal.aborted) {
      const changes = this.#changes;
      if (this.#available) {
        const reconnected = connection !== this.#connection;
        connection = this.#connection;
        let seen = given;
        for (let index = Number(given); index < this.#log.length; index++) {
          const event = this.#log[index] as RecordedEvent;
          seen = event.position;
          if (!matches(filter, event.stream)) continue;
          given = seen;
          yield { kind: 'event', event };
          if (signal.aborted) return;
          if (connection !== this.#connection) break;
        }
        if (connection !== this.#connection) continue;
        if (seen > given) {
          given = seen;
          yield { kind: 'checkpoint', position: seen };
        }
        if (reconnected) yield { kind: 'caught-up' };
        if (signal.aborted || changes !== this.#changes) continue;
      }
      await this.#changed(signal);
    }
  }

  async hasEventsBetween(filter: EventFilter, after: bigint | undefined, upTo: bigint): Promise<boolean> {
    await this.#connected();
    return this.#log.some(
      (event) => event.position > (after ?? 0n) && event.position <= upTo && matches(filter, event.stream),
    );
  }

  async limitStream(stream: string, maxCount: number): Promise<void> {
    await this.#connected();
    this.#limits.set(stream, maxCount);
  }

  #place(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
    bytes: readonly string[],
  ): AppendResult {
    const recorded = this.#streams.get(stream) ?? [];
    const last = recorded.length - 1;
    const expectedLast = expected === 'no-stream' ? -1 : expected;
    if (expectedLast !== 'any' && expectedLast !== last) {
      const before = this.#earlier(recorded, expectedLast + 1, events);
      if (before !== undefined) return before;
      throw new WrongExpectedRevisionError(stream, expected, last < 0 ? 'no-stream' : last);
    }
    if (expectedLast === 'any') {
      const first = recorded.findIndex((event) => event.eventId === events[0]?.eventId);
      if (first >= 0) {
        const before = this.#earlier(recorded, first, events);
        if (before !== undefined) return before;
        throw new WrongExpectedRevisionError(stream, expected, last);
      }
    }
    const recordedAt = this.now().toISOString();
    for (const [index, event] of events.entries()) {
      const [data, metadata] = JSON.parse(bytes[index] as string);
      const { eventId, type } = event;
      const position = BigInt(this.#log.length + 1);
      const revision = recorded.length;
      const entry: RecordedEvent = { eventId, stream, revision, position, type, data, metadata, recordedAt };
      recorded.push(entry);
      this.#log.push(entry);
    }
    this.#streams.set(stream, recorded);
    this.#notify();
    return { revision: recorded.length - 1, position: recorded.at(-1)?.position ?? 0n };
  }

  /** The answer of the append that put exactly these events at `start`, if there was one. */
  #earlier(
    recorded: readonly RecordedEvent[],
    start: number,
    events: readonly EventToAppend[],
  ): AppendResult | undefined {
    if (!events.every((event, index) => recorded[start + index]?.eventId === event.eventId)) return undefined;
    const last = recorded[start + events.length - 1];
    return last === undefined ? undefined : { revision: last.revision, position: last.position };
  }

  async #connected(): Promise<void> {
    await Promise.resolve();
    if (!this.#available) throw new EventStoreUnavailableError('the event store is away');
  }

  #notify(): void {
    this.#changes++;
    for (const wake of this.#waiting) wake();
  }

  #changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      signal.addEventListener('abort', wake, { once: true });
      this.#waiting.add(wake);
    });
  }
}

function matches(filter: EventFilter, stream: string): boolean {
  return filter.streamPrefixes.some((prefix) => stream.startsWith(prefix));
}
