import type { Document } from '../bson/document.js';
import { fieldNames, getField, isDocument, setField } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import { arrayPosition } from '../query/path.js';
import type { UpdatePath } from './update-path.js';

const MAX_PADDING = 1_500_000;

/** The place an operator works on: a field of a document or a position of an array, there or not yet. */
export interface Target {
  /** The path with every positional operator replaced by the position found. */
  readonly path: string;
  get(): unknown;
  /** Creates what is missing on the way. @throws MongoError PathNotViable */
  set(value: unknown): void;
  /** Removes a field; an array's element becomes null. */
  unset(): void;
  /** Whether an array lies on the way or holds the value. */
  readonly throughArray: boolean;
}

/** Chooses the positions a positional component stands for. */
export interface Positions {
  /** `$`: the position the query matched. @throws MongoError BadValue when there is none */
  matched(path: string): number;
  /** `$[identifier]`; the empty identifier takes every element. */
  filtered(identifier: string, element: unknown): boolean;
}

/** Every place `path` stands for in `document`. @throws MongoError PathNotViable, BadValue */
export function targetsOf(document: Document, path: UpdatePath, positions: Positions): Target[] {
  const concrete: string[][] = [];
  expand(document, path, 0, [], positions, concrete);
  return concrete.map((parts) => new PathTarget(document, parts));
}

function expand(
  root: Document,
  path: UpdatePath,
  at: number,
  done: string[],
  positions: Positions,
  found: string[][],
): void {
  const rest = path.slice(at);
  const next = rest.findIndex((part) => part.startsWith('$'));
  if (next < 0) {
    found.push([...done, ...rest]);
    return;
  }
  const before = [...done, ...rest.slice(0, next)];
  const part = rest[next]!;
  if (part === '$') {
    expand(
      root,
      path,
      at + next + 1,
      [...before, String(positions.matched(before.join('.')))],
      positions,
      found,
    );
    return;
  }
  const array = valueAt(root, before);
  if (!Array.isArray(array)) {
    if (array === undefined) {
      throw new MongoError(
        'BadValue',
        `The path '${before.join('.')}' must exist in the document in order to apply array updates.`,
      );
    }
    throw new MongoError('BadValue', `Cannot apply array updates to non-array element ${before.join('.')}`);
  }
  const identifier = part.slice(2, -1);
  array.forEach((element: unknown, position) => {
    if (positions.filtered(identifier, element)) {
      expand(root, path, at + next + 1, [...before, String(position)], positions, found);
    }
  });
}

/** The value a concrete path leads to, `undefined` if it leads nowhere. */
export function valueAt(root: unknown, parts: readonly string[]): unknown {
  let value = root;
  for (const part of parts) value = child(value, part);
  return value;
}

function child(container: unknown, part: string): unknown {
  if (isDocument(container)) return getField(container, part);
  if (!Array.isArray(container)) return undefined;
  const position = arrayPosition(part);
  return position === undefined ? undefined : (container as unknown[])[position];
}

class PathTarget implements Target {
  readonly path: string;
  readonly #root: Document;
  readonly #parts: readonly string[];

  constructor(root: Document, parts: readonly string[]) {
    this.#root = root;
    this.#parts = parts;
    this.path = parts.join('.');
  }

  get throughArray(): boolean {
    let value: unknown = this.#root;
    for (const part of this.#parts) {
      if (Array.isArray(value)) return true;
      value = child(value, part);
    }
    return false;
  }

  get(): unknown {
    return valueAt(this.#root, this.#parts);
  }

  set(value: unknown): void {
    let container: unknown = this.#root;
    for (const [i, part] of this.#parts.entries()) {
      const last = i === this.#parts.length - 1;
      const present = child(container, part);
      if (last) this.#put(container, i, value);
      else if (present === undefined) {
        const created = {};
        this.#put(container, i, created);
        container = created;
      } else container = present;
    }
  }

  unset(): void {
    const container = valueAt(this.#root, this.#parts.slice(0, -1));
    const part = this.#parts.at(-1)!;
    if (Array.isArray(container)) {
      const position = arrayPosition(part);
      if (position !== undefined && position < container.length) container[position] = null;
    } else if (isDocument(container)) delete container[part];
  }

  #put(container: unknown, index: number, value: unknown): void {
    const part = this.#parts[index]!;
    if (isDocument(container)) return setField(container, part, value);
    const position = Array.isArray(container) ? arrayPosition(part) : undefined;
    if (!Array.isArray(container) || position === undefined) {
      const holder = this.#parts.slice(0, index).join('.');
      throw new MongoError(
        'PathNotViable',
        `Cannot create field '${part}' in element {${holder}: ${describe(container)}}`,
      );
    }
    if (position - container.length > MAX_PADDING) {
      throw new MongoError('BadValue', `can't backfill more than ${MAX_PADDING} elements`);
    }
    while (container.length < position) container.push(null);
    container[position] = value;
  }
}

function describe(value: unknown): string {
  return (
    JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item)) ?? 'missing'
  );
}

/** A deep copy of documents and arrays, so that two places never share a value. */
export function cloneValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cloneValue);
  if (!isDocument(value)) return value;
  const copy: Document = {};
  for (const name of fieldNames(value)) setField(copy, name, cloneValue(value[name]));
  return copy;
}
