import { NotFoundError } from '../../../domain/not-found-error.js';
import type { EventStore } from '../../event-store.js';
import type { RecordedEvent } from '../../recorded-event.js';
import { changesBetween, type FieldChange } from './changes.js';
import { hiddenChange } from './hidden-change.js';
import { asOf, isBy, type Moment } from './moment.js';
import { beginFold } from './replay.js';

/** An event as far as it explains a change. */
export interface ChangeCause {
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly actor: string;
  readonly at: string;
}

/** A field that differs between two moments, with the events in between that touched it. */
export interface ExplainedChange extends FieldChange {
  readonly events: readonly ChangeCause[];
}

/** What changed in the state of a stream between two moments. */
export interface StateDifference {
  readonly stream: string;
  /** Revisions of the last events before the two moments; -1 before the first. */
  readonly from: number;
  readonly to: number;
  readonly changes: readonly ExplainedChange[];
}

/**
 * What changed in a stream's state between two moments, field by field. Secrets are hidden: that one has changed shows.
 * @throws NotFoundError `stream-not-found` when the stream had no event by then; DomainError `stream-not-replayable`
 * @throws EventStoreUnavailableError
 */
export async function stateDifference(
  eventStore: EventStore,
  stream: string,
  from: Moment,
  to: Moment,
): Promise<StateDifference> {
  const fold = beginFold(stream);
  const start = { revision: -1, state: fold.state };
  let last = -1;
  const touched = new Map<string, ChangeCause[]>();
  for await (const event of eventStore.readStream(stream)) {
    if (!isBy(event, to)) break;
    const before = fold.state;
    fold.apply(event);
    last = event.revision;
    if (isBy(event, from)) {
      start.revision = last;
      start.state = fold.state;
      continue;
    }
    for (const { path } of changesBetween(before, fold.state)) note(touched, path, event);
  }
  if (last < 0) throw new NotFoundError('stream', asOf(stream, to));
  const changes = changesBetween(start.state, fold.state).map((change) => ({
    ...hiddenChange(change),
    events: causesOf(touched, change.path),
  }));
  return { stream, from: start.revision, to: last, changes };
}

function note(touched: Map<string, ChangeCause[]>, path: string, event: RecordedEvent): void {
  const { revision, eventId, type, metadata, recordedAt } = event;
  const cause = { revision, eventId, type, actor: metadata.actor, at: recordedAt };
  const known = touched.get(path);
  if (known === undefined) touched.set(path, [cause]);
  else known.push(cause);
}

/** The events that touched a field, something within it, or what it is part of. */
function causesOf(
  touched: ReadonlyMap<string, readonly ChangeCause[]>,
  path: string,
): readonly ChangeCause[] {
  const causes = new Map<number, ChangeCause>();
  for (const [other, events] of touched) {
    if (other !== path && !other.startsWith(`${path}/`) && !path.startsWith(`${other}/`)) continue;
    for (const event of events) causes.set(event.revision, event);
  }
  return [...causes.values()].sort((a, b) => a.revision - b.revision);
}
