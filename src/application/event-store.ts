import type { EventFilter } from './event-filter.js';
import type { EventMetadata } from './event-metadata.js';
import type { RecordedEvent } from './recorded-event.js';
import type { SubscriptionMessage } from './subscription-message.js';

/** A stream's last revision as the writer knows it; `no-stream` for a new one, `any` only for appends that are idempotent by event id. */
export type ExpectedRevision = number | 'no-stream' | 'any';

/** An event on its way in. `eventId` is derived from the command id and what it writes: a repeated append is the same append. */
export interface EventToAppend {
  readonly eventId: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

/** Where the last event of an append stands. */
export interface AppendResult {
  readonly revision: number;
  readonly position: bigint;
}

/** Which events of a stream are read, and in which order. */
export interface ReadStreamOptions {
  /** First revision to read; `end` only backwards. Default: the start forwards, the end backwards. */
  readonly from?: number | 'end';
  readonly direction?: 'forwards' | 'backwards';
  /** At most this many events. Default: all. */
  readonly limit?: number;
}

/** The event store as the application sees it: all the traps of a real client are the adapter's business. */
export interface EventStore {
  /**
   * Appends atomically and durably.
   * Repeating an append with the same event ids at the same place answers as the first did.
   * @throws WrongExpectedRevisionError when the stream is elsewhere
   * @throws EventStoreUnavailableError when the outcome could not be learnt within the adapter's deadline (safe to repeat)
   */
  append(stream: string, expected: ExpectedRevision, events: readonly EventToAppend[]): Promise<AppendResult>;

  /**
   * The events of one stream, `$>` links resolved; nothing when it does not exist.
   * @throws EventStoreUnavailableError
   */
  readStream(stream: string, options?: ReadStreamOptions): AsyncIterable<RecordedEvent>;

  /**
   * Every matching event behind `after` (exclusive; undefined = from the very first), then live ones, until `signal` aborts.
   * Survives a lost server: it resumes behind the last message it gave. Messages come strictly in order, and the consumer's
   * pace is the reader's pace. Never throws for an unavailable server.
   */
  subscribe(
    filter: EventFilter,
    after: bigint | undefined,
    signal: AbortSignal,
  ): AsyncIterable<SubscriptionMessage>;

  /**
   * Whether any matching event stands behind `after` and up to `upTo` (inclusive).
   * @throws EventStoreUnavailableError
   */
  hasEventsBetween(filter: EventFilter, after: bigint | undefined, upTo: bigint): Promise<boolean>;

  /** Keeps only the last `maxCount` events of a stream readable. */
  limitStream(stream: string, maxCount: number): Promise<void>;
}
