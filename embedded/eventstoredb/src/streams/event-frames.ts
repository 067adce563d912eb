import { parseLink } from '../events/link.js';
import { ID_LENGTH, ID_OFFSET, type StoredEvent, decodeRecordedEvent } from '../events/recorded-event.js';
import type { StreamEntry } from '../index/stream-entry.js';
import { ProtoWriter } from '../protobuf/writer.js';
import { structuredUuid } from '../protobuf/uuid.js';
import type { EventStore } from '../store/event-store.js';
import { type FrameWriter, type Slice } from './frame-writer.js';
import { encodeProjectedEvent, linksToEvents } from './projected-event.js';

/** How events are to be sent. */
export interface EventFormat {
  readonly resolveLinks: boolean;
  /** Whether ids are two numbers instead of text. */
  readonly structuredIds: boolean;
}

/** Sends stored events, and links with what they link to. */
export class EventFrames {
  constructor(
    readonly store: EventStore,
    readonly format: EventFormat,
  ) {}

  /** Adds an event of the log; to a persistent subscription, with how often it was delivered before. */
  add(frames: FrameWriter, event: number, retryCount?: number): void {
    const { events, linkType } = this.store.index;
    const position = events.position[event]!;
    const stored = this.#read(event);
    if (this.format.resolveLinks && events.type(event) === linkType) {
      const { data } = decodeRecordedEvent(stored.buffer, stored.start, stored.end);
      const link = parseLink(data);
      if (link) {
        frames.event(this.#target(link.stream, link.revision), stored, position, retryCount);
        return;
      }
    }
    frames.event(stored, undefined, position, retryCount);
  }

  /** Adds the event of a stream with a revision. */
  addOf(frames: FrameWriter, stream: StreamEntry, revision: number, retryCount?: number): void {
    if (stream.kind === 'written') this.add(frames, stream.events[revision]!, retryCount);
    else this.#addProjected(frames, stream, revision, retryCount);
  }

  #addProjected(
    frames: FrameWriter,
    projected: StreamEntry,
    revision: number,
    retryCount: number | undefined,
  ): void {
    const { index } = this.store;
    const target = this.#linked(projected, revision);
    const link = this.#format(wholeOf(encodeProjectedEvent(index, projected, revision, target)));
    const position = index.events.position[projected.events[revision]!]!;
    if (!this.format.resolveLinks || !linksToEvents(projected)) {
      frames.event(link, undefined, position, retryCount);
    } else {
      const found =
        target.revision === 'tombstone' ? undefined : this.#target(target.stream, target.revision);
      frames.event(found, link, position, retryCount);
    }
  }

  /** The event that an entry of a projected stream stands for. */
  #linked(projected: StreamEntry, revision: number): StoredEvent {
    const { index, log } = this.store;
    const { buffer, start, end } = log.read(index.events.position[projected.events[revision]!]!);
    return decodeRecordedEvent(buffer, start, end);
  }

  /** What a link leads to: nothing when it is not there, deleted or truncated. */
  #target(name: string, revision: number): Slice | undefined {
    const view = this.store.view(name);
    const { entry } = view;
    if (!entry) return undefined;
    if (view.isUnreadable || view.isSoftDeleted || revision > view.lastRevision) return undefined;
    if (revision < view.firstReadable(this.store.now())) return undefined;
    if (entry.kind === 'written') return this.#read(entry.events[revision]!);
    const target = this.#linked(entry, revision);
    return this.#format(wholeOf(encodeProjectedEvent(this.store.index, entry, revision, target)));
  }

  #read(event: number): Slice {
    const { buffer, start, end } = this.store.log.read(this.store.index.events.position[event]!);
    return this.#format({ buffer, start, end });
  }

  #format(stored: Slice): Slice {
    return this.format.structuredIds ? withStructuredId(stored) : stored;
  }
}

function wholeOf(buffer: Buffer): Slice {
  return { buffer, start: 0, end: buffer.length };
}

function withStructuredId({ buffer, start, end }: Slice): Slice {
  const idStart = start + ID_OFFSET;
  const id = structuredUuid(buffer.toString('latin1', idStart, idStart + ID_LENGTH));
  return wholeOf(
    Buffer.concat([new ProtoWriter().bytes(1, id).finish(), buffer.subarray(idStart + ID_LENGTH, end)]),
  );
}
