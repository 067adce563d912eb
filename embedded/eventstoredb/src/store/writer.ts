import { randomUUID } from 'node:crypto';
import {
  type ProposedEvent,
  decodeRecordedEvent,
  encodeRecordedEvent,
  recordedEventBound,
} from '../events/recorded-event.js';
import { METADATA_TYPE, correlationOf, undeletedMetadata } from '../events/stream-metadata.js';
import { METADATA_PREFIX } from '../index/stream-entry.js';
import { hashId } from '../index/id-index.js';
import { type StoreIndex, isSoftDelete } from '../index/store-index.js';
import type { SegmentedLog } from '../storage/log.js';
import { StreamView } from '../streams/stream-view.js';

const EMPTY: Buffer = Buffer.alloc(0);

/** Where an append ended. */
export interface Written {
  /** The revision of the last event. */
  readonly revision: number;
  /** The position of the last event. */
  readonly position: number;
}

/** The one who writes: adds events to the log and the index in the order of the calls. */
export class StoreWriter {
  constructor(
    readonly index: StoreIndex,
    readonly log: SegmentedLog,
    /** Milliseconds since 1970. */
    readonly now: () => number,
  ) {}

  /** A stream with everything written to it, also what is not durable yet. */
  view(name: string): StreamView {
    return new StreamView(name, this.index.streams.find(name), this.index, this.log, this.index.events.count);
  }

  /** Adds events to a stream, as one append: after a crash all are there or none. */
  append(stream: StreamView, events: readonly ProposedEvent[]): Written {
    const metadata = stream.isSoftDeleted ? this.#undeletion(stream) : undefined;
    let following = events.length + (metadata ? 1 : 0);
    let position = 0;
    for (const event of events) position = this.#add(stream.name, event, --following, false);
    const revision = this.index.streams.obtain(stream.name).events.length - 1;
    if (metadata) this.#add(METADATA_PREFIX + stream.name, metadata, 0, false);
    return { revision, position };
  }

  /** Adds the event that ends a stream for good. */
  tombstone(stream: StreamView): number {
    const event = { id: newId(), type: '$streamDeleted', isJson: false, metadata: EMPTY, data: EMPTY };
    return this.#add(stream.name, event, 0, true);
  }

  /** Sets the metadata of a stream. */
  setMetadata(stream: StreamView, body: Buffer): number {
    return this.#add(METADATA_PREFIX + stream.name, metadataEvent(body), 0, false);
  }

  /** Takes up a position without an event. */
  skipPosition(): number {
    return this.log.stage(0, 0, (_buffer, offset) => offset);
  }

  #undeletion(stream: StreamView): ProposedEvent {
    const { buffer, start, end } = this.log.read(this.index.events.position[stream.metadataEvent]!);
    const { data } = decodeRecordedEvent(buffer, start, end);
    return metadataEvent(undeletedMetadata(data, stream.lastRevision + 1));
  }

  #add(name: string, event: ProposedEvent, following: number, isTombstone: boolean): number {
    const stream = this.index.streams.obtain(name);
    const encodedName = Buffer.from(name);
    const revision = isTombstone ? 'tombstone' : stream.events.length;
    const created = this.now();
    const position = this.log.stage(
      recordedEventBound(event, encodedName),
      following,
      (buffer, offset, position) =>
        encodeRecordedEvent(buffer, offset, event, { stream: encodedName, revision, position, created }),
    );
    this.index.add({
      position,
      stream,
      isTombstone,
      isSoftDelete: isSoftDelete(name, event.type, event.data),
      type: event.type,
      idHash: hashId(event.id, 0),
      correlation: correlationOf(event.metadata),
    });
    return position;
  }
}

function metadataEvent(data: Buffer): ProposedEvent {
  return { id: newId(), type: METADATA_TYPE, isJson: true, metadata: EMPTY, data };
}

function newId(): Buffer {
  return Buffer.from(randomUUID(), 'latin1');
}
