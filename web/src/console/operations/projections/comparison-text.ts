import type { DocumentComparison } from '../../../api/dtos.js';

/** What a comparison comes to, in a sentence. */
export function comparisonText({
  differs,
  changes,
  parkedAtRevision,
}: Pick<DocumentComparison, 'differs' | 'changes' | 'parkedAtRevision'>): string {
  const parked =
    parkedAtRevision === null
      ? ''
      : ` Its stream is parked at revision ${parkedAtRevision}, and is compared up to there only: see the dead letters.`;
  if (!differs) return `Nothing to heal.${parked}`;
  return `${changes.length} ${changes.length === 1 ? 'field differs' : 'fields differ'}.${parked}`;
}

/** A revision, or that there is none. */
export function revisionText(revision: number | null): string {
  return revision === null ? 'no document' : String(revision);
}
