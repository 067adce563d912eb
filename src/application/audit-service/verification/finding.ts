import type { CheckpointEntries, Link } from '../chain/checkpoint-entries.js';

/** What is wrong with an event, or with the place where it should be. */
export type FindingKind = 'altered' | 'missing' | 'doubled' | 'moved' | 'added' | 'unproven';

/** The first place where a log is not what was signed. */
export interface Finding {
  readonly kind: FindingKind;
  /** Of the event that is altered, missing, doubled or moved, in decimal digits. */
  readonly position: string;
  readonly detail: string;
}

/** What is wrong at a place of the log; `detail` says it in words. */
export function finding(kind: FindingKind, position: bigint, detail: string): Finding {
  return { kind, position: position.toString(), detail };
}

/**
 * Compares events with the signed entries from `skip` on.
 * @param found the events from where the entry `skip` should stand, with as many behind as are known
 * @param before the events before that, which have been proven
 */
export function firstDifference(
  entries: CheckpointEntries,
  skip: number,
  found: readonly Link[],
  before: readonly Link[],
): Finding | undefined {
  for (let index = skip; index < entries.length; index++) {
    const link = found[index - skip];
    if (link !== undefined && entries.isAt(index, link.leaf)) continue;
    return classified(entries, index, found.slice(index - skip), [
      ...before,
      ...found.slice(0, index - skip),
    ]);
  }
  return undefined;
}

/** @param rest what is found from the place of the entry `index` on, where something else stands */
function classified(
  entries: CheckpointEntries,
  index: number,
  rest: readonly Link[],
  before: readonly Link[],
): Finding {
  const expected = entries.positionAt(index);
  const [link, next] = rest;
  const elsewhere = rest.some(({ leaf }) => entries.isAt(index, leaf));
  if (link === undefined) return finding('missing', expected, 'the log ends before this event');
  const isRepeated = (others: readonly Link[]) => others.some(({ leaf }) => leaf.equals(link.leaf));
  if (elsewhere) {
    const position = link.position ?? expected;
    // All before is proven: a line with an earlier position has stood there already.
    if (position < expected || isRepeated(before) || isRepeated(rest.slice(1))) {
      return finding('doubled', position, 'this event stands in the log more than once');
    }
    // One with a later position may belong to the next checkpoint: then the expected event is what has moved.
    const isStrange = position === expected && !isEntry(entries, index + 1, link);
    if (isStrange && next !== undefined && entries.isAt(index, next.leaf)) {
      return finding('added', position, 'this event was not there when the log was signed');
    }
    return finding('moved', expected, 'this event stands further back than it did');
  }
  const followerIsHere = index + 1 < entries.length && entries.isAt(index + 1, link.leaf);
  const takesItsPlace =
    index + 1 < entries.length && next !== undefined && entries.isAt(index + 1, next.leaf);
  if (followerIsHere || (!takesItsPlace && link.position !== undefined && link.position > expected)) {
    return finding('missing', expected, 'this event is gone');
  }
  return finding('altered', expected, 'this event is not what it was');
}

function isEntry(entries: CheckpointEntries, from: number, { leaf }: Link): boolean {
  for (let index = from; index < entries.length; index++) if (entries.isAt(index, leaf)) return true;
  return false;
}

/** The first event that does not stand behind the one before it; for those that no checkpoint covers. */
export function firstDisorder(links: readonly Link[], after: bigint | undefined): Finding | undefined {
  let previous = after;
  for (const [index, { position, leaf }] of links.entries()) {
    if (position === undefined)
      return finding('altered', (previous ?? -1n) + 1n, 'behind this, a line is no event');
    if (previous !== undefined && position <= previous) {
      // All up to `after` is proven, so that a line from there has stood there already.
      const isProven = after !== undefined && position <= after;
      const isDouble = isProven || links.slice(0, index).some((other) => other.leaf.equals(leaf));
      return finding(isDouble ? 'doubled' : 'moved', position, 'this event stands behind later ones');
    }
    previous = position;
  }
  return undefined;
}
