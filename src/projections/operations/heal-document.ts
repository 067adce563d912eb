import { DomainError } from '../../domain/domain-error.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import { compareDocument, type ComparedDocument, type DocumentComparison } from './compare-document.js';
import type { InspectedGeneration } from './inspected-generation.js';

const ATTEMPTS = 8;

/** What a healing came to: `healed` when the document differed, and was replaced. */
export interface Healing extends DocumentComparison {
  readonly healed: boolean;
}

/**
 * Replaces a document by the fold of its events if it differs. The write is guarded by what was compared, and leaves a mark by
 * which the process that fills the read model notices, whatever it still holds of the document: so it may run at any time.
 * @param own the event it is made of, where each has a document of its own and it is at hand
 * @throws NotFoundError `document-not-found`; DomainError `document-not-traceable`, and `document-moving` when it changes faster
 * than it can be compared
 * @throws TransientError
 */
export async function healDocument(
  generation: InspectedGeneration,
  id: string,
  own?: RecordedEvent,
): Promise<Healing> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const compared = await compareDocument(generation, id, own);
    if (!compared.comparison.differs) return { ...compared.comparison, healed: false };
    if (await replaced(generation, compared)) return { ...compared.comparison, healed: true };
  }
  throw new DomainError('document-moving', `${id} changes at this moment; try again`);
}

async function replaced(
  { documents }: InspectedGeneration,
  { stored, folded }: ComparedDocument,
): Promise<boolean> {
  if (folded === undefined) return stored !== undefined && documents.remove(stored);
  const moved = await documents.write([
    {
      document: { ...folded, healed: (stored?.healed ?? 0) + 1 },
      previousRevision: stored?.revision,
      previousHealed: stored?.healed,
    },
  ]);
  return moved.length === 0;
}
