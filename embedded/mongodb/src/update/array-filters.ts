import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import type { Matcher } from '../query/matcher.js';
import { compileFilter } from '../query/matcher.js';

/** The compiled `arrayFilters` of an update, by their identifier. */
export type ArrayFilters = ReadonlyMap<string, Matcher>;

/** @throws MongoError FailedToParse */
export function parseArrayFilters(filters: unknown): ArrayFilters {
  const compiled = new Map<string, Matcher>();
  if (filters === undefined) return compiled;
  if (!Array.isArray(filters)) throw new MongoError('TypeMismatch', "'arrayFilters' must be an array");
  for (const filter of filters as unknown[]) {
    if (!isDocument(filter)) throw new MongoError('TypeMismatch', 'an array filter must be an object');
    const identifiers = identifiersOf(filter);
    const [identifier] = identifiers;
    if (identifier === undefined) {
      throw new MongoError(
        'FailedToParse',
        'Cannot use an expression without a top-level field name in arrayFilters',
      );
    }
    if (identifiers.size > 1) {
      throw new MongoError(
        'FailedToParse',
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${[...identifiers].join("' and '")}'`,
      );
    }
    if (!/^[a-z][a-zA-Z0-9]*$/.test(identifier)) {
      throw new MongoError(
        'BadValue',
        `The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${identifier}'`,
      );
    }
    if (compiled.has(identifier)) {
      throw new MongoError(
        'FailedToParse',
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    }
    compiled.set(identifier, compileFilter(filter));
  }
  return compiled;
}

function identifiersOf(filter: Document): Set<string> {
  const identifiers = new Set<string>();
  for (const [key, operand] of Object.entries(filter)) {
    if (!key.startsWith('$')) identifiers.add(key.split('.', 1)[0]!);
    else if (Array.isArray(operand)) {
      for (const branch of operand.filter(isDocument))
        identifiersOf(branch).forEach((name) => identifiers.add(name));
    }
  }
  return identifiers;
}
