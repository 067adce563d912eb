import type { EventFilter } from '../application/event-filter.js';
import type { Document } from '../application/read-models/document.js';
import type { RecordedEvent } from '../application/recorded-event.js';

/** Fields of one index, in order. Equality fields first, the sort field last. */
export type ProjectionIndex = Readonly<Record<string, 1 | -1>>;

/**
 * A read model as data and pure functions: one document per stream, the fold of that stream's events; or one per event.
 * The runtime owns everything else: subscription, batches, idempotence, checkpoint, rebuilds.
 */
export interface Projection<View extends Document = Document> {
  /** Kebab-case. */
  readonly name: string;
  /** Raise it whenever the documents would come out differently: the new version fills beside the old one, then takes over. */
  readonly version: number;
  readonly filter: EventFilter;
  readonly indexes: readonly ProjectionIndex[];
  /** How long events may be gathered before they are folded, in ms, where that differs from what the runtime is set to. */
  readonly lingerMs?: number;
  /** Whether nobody waits for it: it may be a second behind, and costs a fraction of one that follows at once. */
  readonly unhurried?: boolean;
  /**
   * Whether each event has a document of its own, never changed again, whose id sorts by age; else all events of a stream
   * share one.
   */
  readonly perEvent?: boolean;
  /**
   * The document an event belongs to; undefined when its stream has none. Depends on nothing but the event's stream, or its
   * place where each event has its own.
   */
  documentId(event: RecordedEvent): string | undefined;
  /** The stream of a document, where it is not one of the filter's prefixes with the document's id behind it. */
  streamOf?(documentId: string): string;
  /** Where each event has a document of its own: the place of its event, as the document tells it. */
  placeOf?(document: View): { readonly stream: string; readonly revision: number };
  /**
   * The document after `event`; undefined = there was none before. The runtime sets `_id`, `revision` and `listKey` itself.
   * Pure and deterministic down to the order of fields. Must pass on a document unchanged for events it does not care about.
   * Throwing parks the stream as poisoned.
   */
  evolve(document: View | undefined, event: RecordedEvent): Omit<View, keyof Document>;
}
