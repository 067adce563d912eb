import type { StreamIndexView } from './stream-view.js';
import type { ProposedEvent } from '../events/recorded-event.js';

/** What a writer expects of the stream: EventStoreDB's names, or the exact last revision. */
export type ExpectedRevision = 'any' | 'no_stream' | 'stream_exists' | number | bigint;

/** What to do with an append. Revisions of -1 mean that the stream has no events. */
export type AppendDecision =
  | { readonly kind: 'write' }
  /** The same events were appended before; `revision` is that of the last one. */
  | { readonly kind: 'already-written'; readonly revision: number }
  | { readonly kind: 'wrong-expected-revision'; readonly current: number }
  | { readonly kind: 'stream-deleted' };

/**
 * Decides an append as EventStoreDB does. A retry is recognised by event ids: under an exact revision or `no_stream` all ids
 * must sit exactly behind the expected revision; under `any` and `stream_exists` the first id decides, and when it is known
 * all others must be.
 */
export function decideAppend(
  stream: StreamIndexView,
  expected: ExpectedRevision,
  events: readonly ProposedEvent[],
): AppendDecision {
  if (stream.isTombstoned) return { kind: 'stream-deleted' };
  const current = stream.lastRevision;
  const wrong: AppendDecision = { kind: 'wrong-expected-revision', current };
  if (expected === 'any' || expected === 'stream_exists') {
    if (expected === 'stream_exists') {
      if (stream.isSoftDeleted) return { kind: 'stream-deleted' };
      if (current < 0 && !stream.hasMetadata) return wrong;
    }
    return decideByKnownIds(stream, events) ?? wrong;
  }
  const revision = expected === 'no_stream' ? -1 : expected;
  if (revision === current) return { kind: 'write' };
  if (revision > current) return wrong;
  if (events.length > 0 && sitsBehind(stream, Number(revision), events)) {
    return { kind: 'already-written', revision: Number(revision) + events.length };
  }
  return expected === 'no_stream' && stream.isSoftDeleted ? { kind: 'write' } : wrong;
}

/** Decides whether a stream may be deleted or tombstoned by a writer with this expectation. */
export function expectationHolds(stream: StreamIndexView, expected: ExpectedRevision): boolean {
  switch (expected) {
    case 'any':
      return true;
    case 'no_stream':
      return stream.lastRevision < 0;
    case 'stream_exists':
      return stream.lastRevision >= 0;
    default:
      return BigInt(stream.lastRevision) === BigInt(expected);
  }
}

function decideByKnownIds(
  stream: StreamIndexView,
  events: readonly ProposedEvent[],
): AppendDecision | undefined {
  const [first] = events;
  if (!first) return { kind: 'write' };
  let revision = stream.revisionOfId(first.id);
  if (revision < 0) return { kind: 'write' };
  for (const event of events) {
    revision = stream.revisionOfId(event.id);
    if (revision < 0) return undefined;
  }
  return { kind: 'already-written', revision };
}

function sitsBehind(stream: StreamIndexView, revision: number, events: readonly ProposedEvent[]): boolean {
  if (revision + events.length > stream.lastRevision) return false;
  return events.every((event, i) => stream.hasIdAt(revision + 1 + i, event.id));
}
