import type { RecordedEvent } from '../../recorded-event.js';
import { kindOf } from '../replay/stream-kinds.js';
import { withoutSecrets } from '../replay/without-secrets.js';

/** An event of a business transaction, with those it led to. */
export interface CausedEvent {
  readonly eventId: string;
  readonly stream: string;
  /** The service whose stream it stands in. */
  readonly service: string;
  readonly revision: number;
  /** Decimal digits. */
  readonly position: string;
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly causationId: string;
  readonly data: unknown;
  /** Those that name it as their cause, in global order. */
  readonly children: readonly CausedEvent[];
}

/** Events as trees: each below its cause, where that is one of them. Roots and children are in global order. */
export function causationTrees(events: Iterable<RecordedEvent>): readonly CausedEvent[] {
  const ordered = [...events].sort((a, b) => (a.position < b.position ? -1 : 1));
  const nodes = new Map<string, CausedEvent & { readonly children: CausedEvent[] }>();
  const roots: CausedEvent[] = [];
  for (const event of ordered) {
    const node = nodeOf(event);
    const cause = nodes.get(event.metadata.$causationId);
    // Only what came before can be a cause, so that no event stands below itself.
    (cause?.children ?? roots).push(node);
    if (!nodes.has(event.eventId)) nodes.set(event.eventId, node);
  }
  return roots;
}

function nodeOf(event: RecordedEvent): CausedEvent & { readonly children: CausedEvent[] } {
  const { eventId, stream, revision, position, type, recordedAt, metadata, data } = event;
  return {
    eventId,
    stream,
    service: kindOf(stream).service,
    revision,
    position: position.toString(),
    type,
    at: recordedAt,
    actor: metadata.actor,
    causationId: metadata.$causationId,
    data: withoutSecrets(data),
    children: [],
  };
}
