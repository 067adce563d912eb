import { revisionOrMoment } from '../moments/revision-or-moment.js';

/** Two places in a stream: revisions or moments (ISO 8601). */
export interface Places {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The same places, the earlier one first, as far as that can be told: not of a revision and a moment. */
export function inOrder({ from, to }: Places): Places {
  if (from === undefined || to === undefined) return { from, to };
  const [a, b] = [revisionOrMoment(from), revisionOrMoment(to)];
  const isReversed =
    (a.kind === 'revision' && b.kind === 'revision' && a.revision > b.revision) ||
    (a.kind === 'moment' && b.kind === 'moment' && Date.parse(a.moment) > Date.parse(b.moment));
  return isReversed ? { from: to, to: from } : { from, to };
}
