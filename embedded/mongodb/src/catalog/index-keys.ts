import type { Document } from '../bson/document.js';
import { getField, isDocument } from '../bson/document.js';
import { EMPTY_ARRAY, flatKey, invertKey, orderKey } from '../bson/order-key.js';
import { MongoError } from '../mongo-error.js';
import { arrayPosition } from '../query/path.js';

/** One field of an index. */
export interface IndexField {
  readonly path: string;
  readonly descending: boolean;
}

/** What one document puts into an index. */
export interface IndexKeys {
  /** Each entry's key with the values it is made of; more than one entry when a path meets an array. */
  readonly entries: ReadonlyMap<string, readonly unknown[]>;
  /** Whether a path met an array. */
  readonly multikey: boolean;
}

interface Cursor {
  readonly value: unknown;
  readonly rest: string;
}

/** The keys of `document`. @throws MongoError CannotIndexParallelArrays (171) */
export function indexKeys(document: Document, fields: readonly IndexField[]): IndexKeys {
  const tuples: unknown[][] = [];
  const multikey = expand(
    fields.map(({ path }) => ({ value: document, rest: path })),
    tuples,
  );
  const entries = new Map<string, unknown[]>();
  for (const tuple of tuples) entries.set(flatKey(tupleKey(tuple, fields)), tuple);
  return { entries, multikey };
}

/** The same without the entries in which no path leads to a value: those a sparse index leaves out. */
export function presentKeys({ entries, multikey }: IndexKeys): IndexKeys {
  const present = [...entries].filter(([, values]) => values.some((value) => value !== undefined));
  return { entries: new Map(present), multikey };
}

/** The key of one field's value, turned round for a descending field. */
export function fieldKey(value: unknown, descending: boolean): string {
  const key = orderKey(value);
  return descending ? invertKey(key) : key;
}

function tupleKey(tuple: readonly unknown[], fields: readonly IndexField[]): string {
  let key = '';
  for (let i = 0; i < fields.length; i += 1) key += fieldKey(tuple[i], fields[i]!.descending);
  return key;
}

function expand(cursors: readonly Cursor[], tuples: unknown[][]): boolean {
  const reached = cursors.map(walk);
  let array: unknown[] | undefined;
  for (const { value } of reached) {
    if (!Array.isArray(value)) continue;
    if (array !== undefined && array !== value) {
      throw new MongoError({ code: 171, name: 'CannotIndexParallelArrays' }, 'cannot index parallel arrays');
    }
    array = value;
  }
  if (array === undefined) {
    tuples.push(reached.map(valueOf));
    return false;
  }
  for (const element of array.length === 0 ? [EMPTY_ARRAY] : array) {
    const next = reached.map((cursor) => (cursor.value === array ? into(element, cursor.rest) : cursor));
    if (next.every(({ rest }) => rest === '')) tuples.push(next.map(valueOf));
    else expand(next, tuples);
  }
  return true;
}

/** An element that is itself an array is indexed as a whole. */
function into(element: unknown, rest: string): Cursor {
  if (rest === '') return { value: Array.isArray(element) ? new WholeArray(element) : element, rest };
  return Array.isArray(element) ? { value: undefined, rest: '' } : { value: element, rest };
}

class WholeArray {
  constructor(readonly elements: unknown[]) {}
}

function valueOf({ value }: Cursor): unknown {
  return value instanceof WholeArray ? value.elements : value;
}

/** Follows the path up to its end or to an array whose elements it goes on in. */
function walk(cursor: Cursor): Cursor {
  let { value, rest } = cursor;
  while (rest !== '') {
    const dot = rest.indexOf('.');
    const name = dot < 0 ? rest : rest.slice(0, dot);
    if (Array.isArray(value)) {
      const position = arrayPosition(name);
      if (position === undefined) break;
      value = value[position];
    } else if (isDocument(value)) value = getField(value, name);
    else return { value: undefined, rest: '' };
    rest = dot < 0 ? '' : rest.slice(dot + 1);
  }
  return { value, rest };
}
