import { ID_LENGTH, ID_OFFSET, decodeRecordedEvent } from '../events/recorded-event.js';
import {
  METADATA_STREAM_LIMITS,
  NO_LIMITS,
  type StreamLimits,
  parseLimits,
} from '../events/stream-metadata.js';
import { hashId } from '../index/id-index.js';
import type { StoreIndex } from '../index/store-index.js';
import { METADATA_PREFIX, type StreamEntry } from '../index/stream-entry.js';
import type { SegmentedLog } from '../storage/log.js';

/** What deciding an append asks about a stream. */
export interface StreamIndexView {
  readonly isTombstoned: boolean;
  readonly isSoftDeleted: boolean;
  readonly hasMetadata: boolean;
  /** The revision of the last event, or -1. */
  readonly lastRevision: number;
  /** The first revision with this event id, or -1. */
  revisionOfId(id: Buffer): number;
  hasIdAt(revision: number, id: Buffer): boolean;
}

/**
 * A stream as it is up to some event of the log: readers see the durable part, the writer everything written.
 */
export class StreamView implements StreamIndexView {
  constructor(
    readonly name: string,
    readonly entry: StreamEntry | undefined,
    readonly index: StoreIndex,
    readonly log: SegmentedLog,
    /** Events with this number and above are not there yet. */
    readonly visible: number,
  ) {}

  get lastRevision(): number {
    return this.entry?.lastRevision(this.visible) ?? -1;
  }

  get isTombstoned(): boolean {
    return this.entry?.isTombstoned(this.visible) ?? false;
  }

  /** Whether reading fails: a metadata stream cannot be read once the stream it describes is tombstoned. */
  get isUnreadable(): boolean {
    if (this.isTombstoned) return true;
    const { index, name } = this;
    if (!name.startsWith(METADATA_PREFIX)) return false;
    const subject = this.entry ? this.entry.subject : index.streams.find(name.slice(METADATA_PREFIX.length));
    return subject?.isTombstoned(this.visible) ?? false;
  }

  get hasMetadata(): boolean {
    return this.metadataEvent >= 0;
  }

  get isSoftDeleted(): boolean {
    return this.limits.isSoftDeleted;
  }

  /** The number of the event that holds the stream's metadata, or -1. */
  get metadataEvent(): number {
    const metadata = this.entry ? this.entry.metadata : this.index.streams.metadataOf(this.name);
    if (!metadata) return -1;
    const last = metadata.lastRevision(this.visible);
    return last < 0 ? -1 : metadata.events[last]!;
  }

  get limits(): StreamLimits {
    if (this.name.startsWith(METADATA_PREFIX)) return METADATA_STREAM_LIMITS;
    const event = this.metadataEvent;
    if (event < 0) return NO_LIMITS;
    const { entry } = this;
    if (entry?.limitsOf === event) return entry.limits;
    const { buffer, start, end } = this.log.read(this.index.events.position[event]!);
    const limits = parseLimits(decodeRecordedEvent(buffer, start, end).data);
    if (entry) {
      entry.limitsOf = event;
      entry.limits = limits;
    }
    return limits;
  }

  /** The first revision that may be read at a time (milliseconds since 1970); above the last one when none may be. */
  firstReadable(now: number): number {
    const { limits, lastRevision } = this;
    let first = limits.truncateBefore;
    if (limits.maxCount !== undefined) first = Math.max(first, lastRevision - limits.maxCount + 1);
    if (limits.maxAge !== undefined) first = this.#firstSince(now - limits.maxAge, first, lastRevision);
    return first;
  }

  /** The position of the event with a revision that the stream has. */
  positionOf(revision: number): number {
    return this.index.events.position[this.entry!.events[revision]!]!;
  }

  revisionOfId(id: Buffer): number {
    const { entry, index } = this;
    if (!entry) return -1;
    const event = index.ids.find(entry.number, hashId(id, 0), (event) => this.#hasId(event, id));
    return event < 0 ? -1 : index.events.revision[event]!;
  }

  hasIdAt(revision: number, id: Buffer): boolean {
    const event = this.entry!.events[revision]!;
    return this.index.events.idHash[event] === hashId(id, 0) && this.#hasId(event, id);
  }

  #hasId(event: number, id: Buffer): boolean {
    if (this.index.events.isTombstone(event)) return false;
    const { buffer, start } = this.log.read(this.index.events.position[event]!);
    return id.compare(buffer, start + ID_OFFSET, start + ID_OFFSET + ID_LENGTH) === 0;
  }

  #firstSince(time: number, from: number, to: number): number {
    let low = from;
    let high = to + 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { buffer, start, end } = this.log.read(this.index.events.position[this.entry!.events[middle]!]!);
      if (decodeRecordedEvent(buffer, start, end).created < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
