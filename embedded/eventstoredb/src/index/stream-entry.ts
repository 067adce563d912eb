import { NO_LIMITS, type StreamLimits } from '../events/stream-metadata.js';

/** What the name of a metadata stream begins with; the rest is the name of the stream it describes. */
export const METADATA_PREFIX = '$$';

/** Where a stream's events come from. */
export type StreamKind =
  /** Appended by clients. */
  | 'written'
  /** Links kept up by the server, as EventStoreDB's system projections do. */
  | 'category'
  | 'event-type'
  | 'correlation'
  | 'category-streams'
  | 'streams';

/** What is known of one stream. */
export class StreamEntry {
  /** Event numbers by revision; of a projected stream, the numbers of the events linked to. */
  events: number[] = [];
  /** The event that tombstoned the stream, or -1. */
  tombstone = -1;
  /** The stream `$$<name>`, once it exists. */
  metadata: StreamEntry | undefined;
  /** Of a metadata stream, the stream that it describes, once that exists. */
  subject: StreamEntry | undefined;
  /** The `$ce-` stream that lists this stream's events, if it has a category. */
  category: StreamEntry | undefined;

  /** Of a `$ce-` stream, the `$category-` stream that goes with it. */
  categoryStreams: StreamEntry | undefined;
  /** Whether this is a metadata stream. */
  readonly isMetadata: boolean;
  /** The metadata event that `limits` was read from, or -1: limits are read when they are first needed. */
  limitsOf = -1;
  limits: StreamLimits = NO_LIMITS;

  constructor(
    readonly number: number,
    readonly name: string,
    readonly kind: StreamKind,
  ) {
    this.isMetadata = name.startsWith(METADATA_PREFIX);
  }

  /** The last revision among the events with numbers below `visible`, or -1. */
  lastRevision(visible: number): number {
    const { events } = this;
    let last = events.length - 1;
    while (last >= 0 && events[last]! >= visible) last--;
    return last;
  }

  /** Whether a tombstone is among the events with numbers below `visible`. */
  isTombstoned(visible: number): boolean {
    return this.tombstone >= 0 && this.tombstone < visible;
  }
}
