import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import { isOperators } from '../query/operators.js';
import { isRegex } from '../query/regex.js';
import { cloneValue, targetsOf } from './target.js';
import { parsePath } from './update-path.js';

const NO_POSITIONS = { matched: (): number => 0, filtered: (): boolean => false };

/**
 * The document an upsert begins with: what the filter says with equality.
 * @throws MongoError NotSingleValueField when it says two things of one field
 */
export function documentFromFilter(filter: Document): Document {
  const document: Document = {};
  const seen = new Set<string>();
  for (const [path, value] of equalities(filter)) {
    if (seen.has(path)) {
      throw new MongoError(
        'NotSingleValueField',
        `cannot infer query fields to set, path '${path}' is matched twice`,
      );
    }
    seen.add(path);
    targetsOf(document, parsePath(path), NO_POSITIONS)[0]!.set(cloneValue(value));
  }
  return document;
}

function* equalities(filter: Document): Generator<readonly [string, unknown]> {
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' || (key === '$or' && Array.isArray(operand) && operand.length === 1)) {
      for (const branch of (operand as unknown[]).filter(isDocument)) yield* equalities(branch);
    }
    if (key.startsWith('$') || isRegex(operand)) continue;
    if (!isOperators(operand)) yield [key, operand];
    else if ('$eq' in operand) yield [key, operand['$eq']];
    else {
      const single = operand['$in'] ?? operand['$all'];
      if (Array.isArray(single) && single.length === 1 && !isRegex(single[0]) && !isOperators(single[0]))
        yield [key, single[0]];
    }
  }
}
