import type { Healing } from '../../projections/operations/heal-document.js';
import { table } from './output.js';

/** A comparison of a document with its events, in lines to read. */
export function comparisonText({ projection, document, differs, healed, ...healing }: Healing): string {
  const { storedRevision, foldedRevision, parkedAtRevision, changes } = healing;
  const parked = parkedAtRevision === null ? '' : `; its stream is parked at revision ${parkedAtRevision}`;
  const name = `${projection} ${document}`;
  if (!differs) return `${name} is what its events say${parked}`;
  const stands = storedRevision === null ? 'is missing' : `differs at revision ${storedRevision}`;
  const should = foldedRevision === null ? 'should not be there' : `should be at revision ${foldedRevision}`;
  const rows = changes.map(({ path, before, after }) => [
    path || '/',
    JSON.stringify(before) ?? '-',
    JSON.stringify(after) ?? '-',
  ]);
  return [
    `${name} ${stands}, ${should}${healed ? '; healed' : ''}${parked}`,
    table(['FIELD', 'STORED', 'BY ITS EVENTS'], rows),
  ].join('\n');
}
