import { compareValues } from '../bson/compare.js';
import type { Document } from '../bson/document.js';
import { fieldNames, getField, isDocument } from '../bson/document.js';
import { EMPTY_ARRAY, invertKey, orderKey } from '../bson/order-key.js';
import { integerOf } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';
import { arrayPosition } from './path.js';

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

/** @throws MongoError BadValue for a direction other than 1 or -1, CommandNotSupported for `$meta` */
export function compileSort(sort: Document): Sort {
  const fields = fieldNames(sort).map((path) => ({ path, descending: directionOf(path, sort[path]) < 0 }));
  const keyOf = (document: Document): string => {
    let key = '';
    for (const { path, descending } of fields) {
      const part = orderKey(sortValue(document, path.split('.'), 0, descending));
      key += descending ? invertKey(part) : part;
    }
    return key;
  };
  return {
    fields,
    dependsOn: new Set(fields.map(({ path }) => path.split('.', 1)[0]!)),
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

/** An array sorts by its least element (greatest, if descending); an empty one before null. */
function sortValue(value: unknown, path: readonly string[], at: number, descending: boolean): unknown {
  if (at === path.length) {
    if (!Array.isArray(value)) return value;
    return value.length === 0 ? EMPTY_ARRAY : extreme(value, descending);
  }
  if (isDocument(value)) return sortValue(getField(value, path[at]!), path, at + 1, descending);
  if (!Array.isArray(value)) return undefined;
  const position = arrayPosition(path[at]!);
  if (position !== undefined) return sortValue(value[position], path, at + 1, descending);
  const values = value.filter(isDocument).map((element) => sortValue(element, path, at, descending));
  return values.length === 0 ? undefined : extreme(values, descending);
}

function extreme(values: readonly unknown[], descending: boolean): unknown {
  return values.reduce((best, value) => (compareValues(value, best) < 0 !== descending ? value : best));
}
