import type { Document } from '../bson/document.js';
import { fieldNames, getField, isDocument } from '../bson/document.js';
import { integerOf } from '../bson/numbers.js';
import { fieldKey, indexKeys } from '../catalog/index-keys.js';
import { MongoError } from '../mongo-error.js';

/** One field of a sort. */
export interface SortField {
  readonly path: string;
  readonly descending: boolean;
}

/** A compiled sort. */
export interface Sort {
  readonly fields: readonly SortField[];
  /** The top-level fields it looks at. */
  readonly dependsOn: ReadonlySet<string>;
  compare(a: Document, b: Document): number;
  /** A key such that documents sort as their keys do. */
  keyOf(document: Document): string;
}

/**
 * @throws MongoError BadValue for a direction other than 1 or -1, CommandNotSupported for `$meta`; its keys throw BadValue for
 * a document with arrays in two of the fields
 */
export function compileSort(sort: Document): Sort {
  const fields = fieldNames(sort).map((path) => ({ path, descending: directionOf(path, sort[path]) < 0 }));
  const parts = fields.map(({ path }) => path.split('.'));
  const keyOf = (document: Document): string => {
    let key = '';
    for (let i = 0; i < fields.length; i += 1) {
      const value = plainValue(document, parts[i]!);
      if (Array.isArray(value)) return leastKey(document, fields);
      key += fieldKey(value, fields[i]!.descending);
    }
    return key;
  };
  return {
    fields,
    dependsOn: new Set(parts.map(([field]) => field!)),
    keyOf,
    compare: (a, b) => {
      const left = keyOf(a);
      const right = keyOf(b);
      return left < right ? -1 : left > right ? 1 : 0;
    },
  };
}

function directionOf(path: string, direction: unknown): number {
  if (isDocument(direction))
    throw new MongoError('CommandNotSupported', `sorting by $meta is not supported: ${path}`);
  const number = integerOf(direction);
  if (number !== 1 && number !== -1) {
    throw new MongoError('BadValue', `$sort key ordering must be 1 (for ascending) or -1 (for descending)`);
  }
  if (path === '' || path.startsWith('$'))
    throw new MongoError('BadValue', `FieldPath field names may not start with '$'.`);
  return number;
}

/** Where the path leads to, or the first array on its way. */
function plainValue(document: Document, path: readonly string[]): unknown {
  let value: unknown = document;
  for (const part of path) {
    if (Array.isArray(value)) return value;
    if (!isDocument(value)) return undefined;
    value = getField(value, part);
  }
  return value;
}

/** A document with an array sorts as the first entry it would have in an index on the same fields. */
function leastKey(document: Document, fields: readonly SortField[]): string {
  try {
    return [...indexKeys(document, fields).entries.keys()].reduce((least, key) =>
      key < least ? key : least,
    );
  } catch (error) {
    if (error instanceof MongoError && error.codeName === 'CannotIndexParallelArrays')
      throw new MongoError('BadValue', 'cannot sort with keys that are parallel arrays');
    throw error;
  }
}
