import { randomUUID } from 'node:crypto';
import type { EventFilter } from '../../application/event-filter.js';
import type {
  AppendResult,
  EventStore,
  EventToAppend,
  ExpectedRevision,
  ReadStreamOptions,
} from '../../application/event-store.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import type { SubscriptionMessage } from '../../application/subscription-message.js';
import { WrongExpectedRevisionError } from '../../application/wrong-expected-revision-error.js';
import type { EventStoreDBClient } from '@eventstore/db-client';
import { append, type AppendDeadlines } from './append.js';
import type { AppendLine } from './append-line.js';
import { backOff } from './back-off.js';
import { unavailable } from './client-errors.js';
import { connectionTo } from './connection.js';
import { disposeOf } from './dispose-of.js';
import { follow } from './follow.js';
import { matchesNearby } from './nearby.js';
import { SeparateAppends } from './separate-appends.js';
import { SharedAppends } from './shared-appends.js';
import { readStream } from './stream-reader.js';

/** How the client goes about its work; every one has a default. */
export interface EventStoreDbOptions {
  /** Shown in the server's logs. Default: a random id. */
  readonly connectionName?: string;
  /** How long a call bridges an absent server before it fails, in milliseconds. Default 8,000. */
  readonly deadlineMs?: number;
  /** How long one try of an append waits for its answer, in milliseconds. Default 4,000. */
  readonly attemptMs?: number;
  /** Told once of each outage by every subscription that has lost its server, or finds none; it tries until there is one. */
  readonly onSubscriptionLost?: (error: unknown) => void;
}

/** The event store on an EventStoreDB server or cluster, through its official client. One per process; `dispose` at the end. */
export class EventStoreDbEventStore implements EventStore {
  readonly #client: EventStoreDBClient;
  readonly #line: AppendLine;
  readonly #deadlines: AppendDeadlines;
  readonly #onSubscriptionLost: (error: unknown) => void;
  readonly #disposal = new AbortController();

  /**
   * Connects at the first call, and again whenever the server was lost.
   * @param connectionString for example `esdb://127.0.0.1:2113?tls=false`
   * @throws Error when the connection string is malformed
   */
  constructor(connectionString: string, options: EventStoreDbOptions = {}) {
    const { open, credentials } = connectionTo(connectionString, options.connectionName);
    this.#client = open();
    this.#line = SharedAppends.take(open) ?? new SeparateAppends(this.#client, credentials);
    this.#deadlines = { totalMs: options.deadlineMs ?? 8_000, attemptMs: options.attemptMs ?? 4_000 };
    this.#onSubscriptionLost = options.onSubscriptionLost ?? ((): void => undefined);
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    try {
      const { revision, position } = await append(this.#line, stream, expected, events, this.#deadlines);
      return { revision, position: position ?? (await this.#positionOf(stream, revision)) };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
      const before = await this.#earlier(stream, expected, events);
      if (before === undefined) throw error;
      return before;
    }
  }

  readStream(stream: string, options: ReadStreamOptions = {}): AsyncIterable<RecordedEvent> {
    return readStream(this.#client, stream, options, this.#deadlines.totalMs);
  }

  async *subscribe(
    filter: EventFilter,
    after: bigint | undefined,
    signal: AbortSignal,
  ): AsyncIterable<SubscriptionMessage> {
    const end = AbortSignal.any([signal, this.#disposal.signal]);
    let position = after;
    for (let attempt = 0; !end.aborted; attempt++) {
      try {
        for await (const message of follow(this.#client, filter, position, end)) {
          attempt = 0;
          if (message.kind === 'event') position = message.event.position;
          if (message.kind === 'checkpoint') position = message.position;
          yield message;
        }
      } catch (error) {
        if (attempt === 0) this.#onSubscriptionLost(error);
      }
      await backOff(attempt, end);
    }
  }

  async hasEventsBetween(filter: EventFilter, after: bigint | undefined, upTo: bigint): Promise<boolean> {
    const { totalMs } = this.#deadlines;
    const deadline = AbortSignal.timeout(totalMs);
    if (after !== undefined) {
      const near = await matchesNearby(this.#client, filter, after, upTo, totalMs).catch(() => undefined);
      if (near !== undefined) return near;
    }
    for await (const message of this.subscribe(filter, after, deadline)) {
      if (message.kind === 'event') return message.event.position <= upTo;
      if (message.kind === 'caught-up' || message.position >= upTo) return false;
    }
    throw unavailable(`the events up to ${upTo} could not be read`, 'no answer in time');
  }

  async limitStream(stream: string, maxCount: number): Promise<void> {
    const limit = { eventId: randomUUID(), type: '$metadata', data: { $maxCount: maxCount } };
    await append(this.#line, `$$${stream}`, 'any', [limit], this.#deadlines);
  }

  /** Ends all reads and subscriptions that are under way. */
  async dispose(): Promise<void> {
    this.#disposal.abort();
    await this.#line.dispose();
    await disposeOf(this.#client);
  }

  /** The answer that an append got, or should have got, whose events are already there. */
  async #earlier(
    stream: string,
    expected: ExpectedRevision,
    events: readonly EventToAppend[],
  ): Promise<AppendResult | undefined> {
    if (expected === 'any') return undefined;
    let matched = 0;
    let last: AppendResult | undefined;
    const from = expected === 'no-stream' ? 0 : expected + 1;
    for await (const event of this.readStream(stream, { from, limit: events.length })) {
      if (event.eventId !== events[matched]?.eventId) return undefined;
      matched++;
      last = { revision: event.revision, position: event.position };
    }
    return matched === events.length ? last : undefined;
  }

  /** The server leaves the position out when an append repeats one of a stream that was deleted since. */
  async #positionOf(stream: string, revision: number): Promise<bigint> {
    for await (const event of this.readStream(stream, { from: revision, limit: 1 })) return event.position;
    return 0n;
  }
}
