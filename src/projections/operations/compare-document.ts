import { changesBetween, type FieldChange } from '../../application/audit-service/replay/changes.js';
import { hiddenChange } from '../../application/audit-service/replay/hidden-change.js';
import { NotFoundError } from '../../domain/not-found-error.js';
import type { Document } from '../../application/read-models/document.js';
import { without } from '../../application/read-models/without.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import type { InspectedGeneration } from './inspected-generation.js';
import { refold } from './refold.js';

/** A document as it is stored against what its events say. */
export interface DocumentComparison {
  readonly projection: string;
  readonly collection: string;
  readonly document: string;
  /** Null when there is none. */
  readonly stream: string | null;
  readonly differs: boolean;
  /** Null where there is no document, or should be none. */
  readonly storedRevision: number | null;
  readonly foldedRevision: number | null;
  readonly parkedAtRevision: number | null;
  /** Field by field, `before` what is stored and `after` what the events say; secrets are hidden. */
  readonly changes: readonly FieldChange[];
}

/** A comparison with both documents in full. */
export interface ComparedDocument {
  readonly comparison: DocumentComparison;
  readonly stored: Document | undefined;
  readonly folded: Document | undefined;
}

/**
 * Compares a document with the fold of its events. One that is merely behind the event store does not differ.
 * @param own the event it is made of, where each has a document of its own and it is at hand
 * @throws NotFoundError `document-not-found` when there is neither a document nor any event of it; DomainError `document-not-traceable`
 * @throws TransientError
 */
export async function compareDocument(
  generation: InspectedGeneration,
  id: string,
  own?: RecordedEvent,
): Promise<ComparedDocument> {
  const stored = await generation.documents.get(id);
  const { document: folded, stream, parkedAt } = await refold(generation, id, stored, own);
  const hasEvents = folded !== undefined || parkedAt !== undefined;
  if (stored === undefined && !hasEvents && !(await isStream(generation, stream))) {
    throw new NotFoundError('document', id);
  }
  const changes = changesBetween(stored && without(stored, 'healed'), folded);
  return {
    stored,
    folded,
    comparison: {
      projection: generation.projection.name,
      collection: generation.collection,
      document: id,
      stream: stream ?? null,
      differs: changes.length > 0,
      storedRevision: stored?.revision ?? null,
      foldedRevision: folded?.revision ?? null,
      parkedAtRevision: parkedAt ?? null,
      changes: changes.map(hiddenChange),
    },
  };
}

/** Whether there are events of the document that it need not show yet. */
async function isStream({ eventStore }: InspectedGeneration, stream: string | undefined): Promise<boolean> {
  if (stream === undefined) return false;
  for await (const _ of eventStore.readStream(stream, { limit: 1 })) return true;
  return false;
}
