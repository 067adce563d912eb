import { EVERYTHING } from '../../event-filter.js';
import type { EventMetadata } from '../../event-metadata.js';
import type { EventStore, EventToAppend } from '../../event-store.js';
import type { RecordedEvent } from '../../recorded-event.js';
import { WrongExpectedRevisionError } from '../../wrong-expected-revision-error.js';
import { CHECKPOINT_STREAM } from '../chain/checkpoint.js';
import { linesOf } from './lines-of.js';
import { eventOfLine } from './log-line.js';

/** The store that a log was to be imported into holds events already. */
export class StoreNotEmptyError extends Error {
  override readonly name = 'StoreNotEmptyError';
}

/** What a store cannot keep of an event of another one, noted in the event's metadata under `importedFrom`. */
export interface ImportNote {
  /** Decimal digits. */
  readonly position: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What an import came to. */
export interface ImportReport {
  readonly imported: number;
  /** Checkpoints of the other store's chain, which prove nothing here: this store's chain begins anew. */
  readonly checkpointsLeftOut: number;
  /** Events that stand at another revision of their stream, because events before them were gone from the export. */
  readonly renumbered: number;
}

interface Group {
  readonly stream: string;
  readonly revision: number;
  readonly events: EventToAppend[];
}

const groupSize = 200;

/**
 * Brings an export, given in pieces, into an empty store. Kept are streams, ids, types, data, metadata, and the order over all
 * streams; positions and times are the new store's own, the old ones become part of the metadata.
 * @throws StoreNotEmptyError
 * @throws InvalidLogLineError when a line is no event; what came before it is imported then
 * @throws EventStoreUnavailableError
 */
export async function importLog(
  pieces: AsyncIterable<Uint8Array>,
  target: EventStore,
  onProgress: (report: ImportReport & { readonly bytes: number }) => void = () => undefined,
): Promise<ImportReport> {
  if (!(await isEmpty(target))) {
    throw new StoreNotEmptyError('The event store holds events: an import needs an empty one');
  }
  let bytes = 0;
  let imported = 0;
  let checkpointsLeftOut = 0;
  let renumbered = 0;
  let group: Group | undefined;
  const flush = async (): Promise<void> => {
    if (group === undefined) return;
    if (!(await append(target, group))) renumbered += group.events.length;
    imported += group.events.length;
    group = undefined;
  };
  for await (const lines of linesOf(pieces)) {
    for (const line of lines) {
      bytes += line.length + 1;
      const event = eventOfLine(line.toString());
      if (event.stream === CHECKPOINT_STREAM) {
        checkpointsLeftOut++;
        continue;
      }
      if (group !== undefined && !continues(group, event)) await flush();
      group ??= { stream: event.stream, revision: event.revision, events: [] };
      group.events.push(withNote(event));
    }
    onProgress({ bytes, imported, checkpointsLeftOut, renumbered });
  }
  await flush();
  return { imported, checkpointsLeftOut, renumbered };
}

/** Whether a store holds no event of anybody's. @throws EventStoreUnavailableError */
async function isEmpty(eventStore: EventStore): Promise<boolean> {
  return !(await eventStore.hasEventsBetween(EVERYTHING, undefined, 2n ** 63n - 1n));
}

function continues({ stream, revision, events }: Group, event: RecordedEvent): boolean {
  const isNext = stream === event.stream && revision + events.length === event.revision;
  return isNext && events.length < groupSize;
}

/** An event imported twice keeps what it was noted with first. */
function withNote({ eventId, type, data, metadata, position, recordedAt }: RecordedEvent): EventToAppend {
  const note: ImportNote = { position: position.toString(), at: recordedAt };
  const noted = { importedFrom: note, ...metadata } as EventMetadata;
  return { eventId, type, data, metadata: noted };
}

/** Answers whether the events stand at the revisions they had. */
async function append(target: EventStore, { stream, revision, events }: Group): Promise<boolean> {
  try {
    await target.append(stream, revision === 0 ? 'no-stream' : revision - 1, events);
    return true;
  } catch (error) {
    if (!(error instanceof WrongExpectedRevisionError)) throw error;
    await target.append(stream, error.actual ?? 'any', events);
    return false;
  }
}
