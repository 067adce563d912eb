import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { LINK_TYPE, STREAM_REFERENCE_TYPE } from '../events/link.js';
import { ID_OFFSET, decodeRecordedEvent } from '../events/recorded-event.js';
import { METADATA_TYPE, correlationOf, parseLimits } from '../events/stream-metadata.js';
import type { LogIndex } from '../storage/log.js';
import type { Payload } from '../storage/recovery.js';
import type { Segment } from '../storage/segment.js';
import { StreamCatalog } from './catalog.js';
import { EventTable, SOFT_DELETE_FLAG, TOMBSTONE_FLAG } from './event-table.js';
import { IdIndex, hashId } from './id-index.js';
import { Names } from './names.js';
import { type SavedIndex, decodeSavedIndex, encodeSavedIndex } from './saved-index.js';
import { METADATA_PREFIX, type StreamEntry } from './stream-entry.js';

/** The revision column's value for a tombstone. */
const TOMBSTONE_REVISION = 0xffff_ffff;

/** What is said of an event when it enters the index. */
export interface IndexedEvent {
  readonly position: number;
  readonly stream: StreamEntry;
  readonly isTombstone: boolean;
  readonly isSoftDelete: boolean;
  readonly type: string;
  readonly idHash: number;
  readonly correlation: string | undefined;
}

/**
 * Everything that is known of the log's events in memory: the event table, ids, streams, and the streams that EventStoreDB's
 * system projections would write (`$ce-`, `$et-`, `$bc-`, `$category-`, `$streams`), which here are lists of event numbers.
 *
 * Of each segment the index can be saved beside it; a saved index is an abbreviation of scanning, never a source of truth.
 */
export class StoreIndex implements LogIndex {
  readonly events = new EventTable();
  readonly ids = new IdIndex(this.events);
  readonly streams = new StreamCatalog();
  readonly types = new Names();
  /** The number of the type of links. */
  readonly linkType = this.types.number(LINK_TYPE);
  readonly #correlations = new Names();
  readonly #typeStreams: (StreamEntry | undefined)[] = [];
  readonly #allStreams = this.streams.obtainProjected('$streams', 'streams');
  /** By event since the segment's start: the number of the correlation plus one, or 0. */
  #segmentCorrelations: number[] = [];
  #segmentStart = { event: 0, stream: 0, type: 0, correlation: 0 };

  /** Takes the next event of the log and answers its number. */
  add(event: IndexedEvent): number {
    const { stream, isTombstone } = event;
    const type = this.types.number(event.type);
    const flags = (isTombstone ? TOMBSTONE_FLAG : 0) | (event.isSoftDelete ? SOFT_DELETE_FLAG : 0);
    const correlation =
      event.correlation === undefined ? 0 : this.#correlations.number(event.correlation) + 1;
    const revision = isTombstone ? TOMBSTONE_REVISION : stream.events.length;
    return this.#add(event.position, stream, revision, (type | flags) >>> 0, event.idHash, correlation);
  }

  offer(segment: Segment): ReturnType<LogIndex['offer']> {
    let saved: SavedIndex | undefined;
    try {
      saved = decodeSavedIndex(readFileSync(indexFile(segment)));
    } catch {
      return undefined;
    }
    if (!saved) return undefined;
    const found = saved;
    const { start } = found;
    const here = this.#segmentStart;
    const fits =
      start.event === here.event &&
      start.stream === here.stream &&
      start.type === here.type &&
      start.correlation === here.correlation;
    if (!fits) return undefined;
    return { covers: found.covers, crc: found.crc, adopt: () => this.#adopt(segment, found) };
  }

  visit(payload: Payload): void {
    if (payload.start === payload.end) return;
    const event = decodeRecordedEvent(payload.buffer, payload.start, payload.end);
    this.add({
      position: payload.position,
      stream: this.streams.obtain(event.stream),
      isTombstone: event.revision === 'tombstone',
      isSoftDelete: isSoftDelete(event.stream, event.type, event.data),
      type: event.type,
      idHash: hashId(payload.buffer, payload.start + ID_OFFSET),
      correlation: correlationOf(event.metadata),
    });
  }

  save(segment: Segment, crc: number): void {
    const start = this.#segmentStart;
    const { events } = this;
    const from = start.event;
    const to = events.count;
    const file = indexFile(segment);
    const bytes = encodeSavedIndex({
      covers: segment.length,
      crc,
      start,
      streams: this.streams.list.slice(start.stream).map((stream) => stream.name),
      types: this.types.list.slice(start.type),
      correlations: this.#correlations.list.slice(start.correlation),
      offsets: Uint32Array.from(events.position.subarray(from, to), (position) => position - segment.base),
      stream: events.stream.subarray(from, to),
      revision: events.revision.subarray(from, to),
      type: Uint32Array.from({ length: to - from }, (_, i) => events.typeAndFlags(from + i)),
      idHash: events.idHash.subarray(from, to),
      correlation: Uint32Array.from(this.#segmentCorrelations),
    });
    writeFileSync(`${file}.tmp`, bytes);
    renameSync(`${file}.tmp`, file);
  }

  begin(): void {
    this.#segmentCorrelations = [];
    this.#segmentStart = {
      event: this.events.count,
      stream: this.streams.list.length,
      type: this.types.list.length,
      correlation: this.#correlations.list.length,
    };
  }

  #adopt(segment: Segment, saved: SavedIndex): void {
    const count = saved.offsets.length;
    this.events.reserve(count);
    for (const name of saved.streams) this.streams.obtain(name);
    for (const name of saved.types) this.types.number(name);
    for (const name of saved.correlations) this.#correlations.number(name);
    const streams = this.streams.list;
    makeRoom(streams, saved);
    for (let i = 0; i < count; i++) {
      this.#add(
        segment.base + saved.offsets[i]!,
        streams[saved.stream[i]!]!,
        saved.revision[i]!,
        saved.type[i]!,
        saved.idHash[i]!,
        saved.correlation[i]!,
      );
    }
  }

  #add(
    position: number,
    stream: StreamEntry,
    revision: number,
    typeAndFlags: number,
    idHash: number,
    correlation: number,
  ): number {
    const event = this.events.add(position, stream.number, revision, typeAndFlags, idHash);
    this.#segmentCorrelations.push(correlation);
    if (revision === TOMBSTONE_REVISION) {
      stream.tombstone = event;
      stream.category?.events.push(event);
      return event;
    }
    stream.events[revision] = event;
    const { category, isMetadata } = stream;
    if (category && (!isMetadata || (typeAndFlags & SOFT_DELETE_FLAG) !== 0)) category.events.push(event);
    if (revision === 0) {
      this.#allStreams.events.push(event);
      if (!isMetadata) category?.categoryStreams?.events.push(event);
    }
    this.#typeStream(this.events.type(event))?.events.push(event);
    if (correlation > 0) {
      const id = this.#correlations.list[correlation - 1]!;
      this.streams.obtainProjected(`$bc-${id}`, 'correlation').events.push(event);
    }
    return event;
  }

  /** Links are listed by what they link to only, not by their own type. */
  #typeStream(type: number): StreamEntry | undefined {
    const known = this.#typeStreams[type];
    if (known) return known;
    const name = this.types.list[type]!;
    if (type === this.linkType || name === STREAM_REFERENCE_TYPE) return undefined;
    return (this.#typeStreams[type] = this.streams.obtainProjected(`$et-${name}`, 'event-type'));
  }
}

/** Gives the lists of new streams the length they will have: lists that grow take three times the memory of short ones. */
function makeRoom(streams: readonly StreamEntry[], saved: SavedIndex): void {
  for (let i = saved.offsets.length - 1; i >= 0; i--) {
    const stream = streams[saved.stream[i]!]!;
    const revision = saved.revision[i]!;
    if (stream.events.length === 0 && revision !== TOMBSTONE_REVISION)
      stream.events = Array<number>(revision + 1).fill(0);
  }
}

/** Whether an event is the metadata that a soft delete writes. */
export function isSoftDelete(stream: string, type: string, data: Buffer): boolean {
  return stream.startsWith(METADATA_PREFIX) && type === METADATA_TYPE && parseLimits(data).isSoftDeleted;
}

function indexFile(segment: Segment): string {
  return segment.file.replace(/\.log$/, '.idx');
}
