import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import type { Matcher } from '../query/matcher.js';
import { compileFilter } from '../query/matcher.js';
import { isOperators } from '../query/operators.js';
import { cloneValue, targetsOf, valueAt } from './target.js';

/**
 * The position of the element that made `document` match: the first one with which alone the array would still match
 * everything the query says of it.
 * @throws MongoError BadValue when the query says nothing of an array
 */
export function matchedPosition(document: Document, query: Matcher, path: string): number {
  const arrays = [path, ...queriedPaths(query.filter).flatMap(prefixes)];
  for (const candidate of arrays) {
    const position = positionIn(document, query.filter, candidate);
    if (position !== undefined) return position;
  }
  throw new MongoError('BadValue', 'The positional operator did not find the match needed from the query.');
}

function positionIn(document: Document, filter: Document, path: string): number | undefined {
  const array = valueAt(document, path.split('.'));
  if (!Array.isArray(array)) return undefined;
  const about = conditionsAbout(filter, path);
  if (Object.keys(about).length === 0) return undefined;
  const matcher = compileFilter(about);
  const position = array.findIndex((element: unknown) =>
    matcher.matches(withArray(document, path, [element])),
  );
  return position < 0 ? undefined : position;
}

function withArray(document: Document, path: string, array: unknown[]): Document {
  const copy = cloneValue(document) as Document;
  const positions = { matched: () => 0, filtered: () => true };
  targetsOf(copy, path.split('.'), positions)[0]!.set(array);
  return copy;
}

/** The part of the filter that speaks of the array at `path`. */
function conditionsAbout(filter: Document, path: string): Document {
  const about: Document = {};
  for (const [key, operand] of Object.entries(filter)) {
    if (key === path || key.startsWith(`${path}.`)) {
      const affirmed = withoutNegations(operand);
      if (affirmed !== undefined) about[key] = affirmed;
    }
    if ((key !== '$and' && key !== '$or') || !Array.isArray(operand)) continue;
    const branches = operand.filter(isDocument).map((branch) => conditionsAbout(branch, path));
    const speaking = branches.filter((branch) => Object.keys(branch).length > 0);
    if (speaking.length > 0) about[key] = speaking;
  }
  return about;
}

const NEGATIONS = new Set(['$ne', '$nin', '$not']);

/** What an operand says without its negations, which no single element fulfils; `undefined` if that is nothing. */
function withoutNegations(operand: unknown): unknown {
  if (!isOperators(operand)) return operand;
  const affirmed = Object.entries(operand).filter(([operator]) => !NEGATIONS.has(operator));
  return affirmed.length === 0 ? undefined : Object.fromEntries(affirmed);
}

function queriedPaths(filter: Document): string[] {
  return Object.entries(filter).flatMap(([key, operand]) => {
    if (!key.startsWith('$')) return [key];
    return Array.isArray(operand) ? operand.filter(isDocument).flatMap(queriedPaths) : [];
  });
}

function prefixes(path: string): string[] {
  const parts = path.split('.');
  return parts.map((_, i) => parts.slice(0, i + 1).join('.'));
}
