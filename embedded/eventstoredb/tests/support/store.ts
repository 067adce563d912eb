import { createHash } from 'node:crypto';
import { decodeRecordedEvent, type ProposedEvent } from '../../src/events/recorded-event.js';
import type { EventStore } from '../../src/store/event-store.js';
import type { ExpectedRevision } from '../../src/streams/append.js';
import { AppendOperation, type AppendOutcome } from '../../src/streams/append-operation.js';
import { DeleteOperation, type DeleteOutcome } from '../../src/streams/delete-operation.js';

/** An event whose id and data follow from a name. */
export function event(name: string, properties: Partial<ProposedEvent> = {}): ProposedEvent {
  const digits = createHash('sha256').update(name).digest('hex');
  const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
  return {
    id: Buffer.from(id),
    type: 'Happened',
    isJson: true,
    metadata: Buffer.alloc(0),
    data: Buffer.from(JSON.stringify({ name })),
    ...properties,
  };
}

/** Appends events and resolves with what the store acknowledges. */
export function append(
  store: EventStore,
  stream: string,
  events: readonly ProposedEvent[],
  expected: ExpectedRevision = 'any',
): Promise<AppendOutcome> {
  return new Promise((onOutcome, onFailure) => {
    store.submit(
      new AppendOperation(stream, expected, events, Number.POSITIVE_INFINITY, { onOutcome, onFailure }),
    );
  });
}

/** Deletes a stream and resolves with what the store acknowledges. */
export function remove(
  store: EventStore,
  stream: string,
  mode: 'soft' | 'tombstone',
): Promise<DeleteOutcome> {
  return new Promise((onOutcome, onFailure) => {
    store.submit(new DeleteOperation(stream, 'any', mode, { onOutcome, onFailure }));
  });
}

/** The whole log as readers see it, `stream@revision name`. */
export function contents(store: EventStore): string[] {
  return Array.from({ length: store.visible }, (_, number) => describeEvent(store, number));
}

/** The events of a stream as readers see it: of a projected stream, those linked to. */
export function contentsOf(store: EventStore, stream: string): string[] {
  const { entry } = store.view(stream);
  if (!entry) return [];
  return entry.events
    .slice(0, entry.lastRevision(store.visible) + 1)
    .map((number) => describeEvent(store, number));
}

function describeEvent(store: EventStore, number: number): string {
  const { buffer, start, end } = store.log.read(store.index.events.position[number]!);
  const { stream, revision, data } = decodeRecordedEvent(buffer, start, end);
  return `${stream}@${revision} ${data.toString()}`;
}
