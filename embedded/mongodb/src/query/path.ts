import type { Document } from '../bson/document.js';
import { getField, isDocument } from '../bson/document.js';

/** Judges one value; `undefined` stands for a missing field. */
export type ValueTest = (value: unknown) => boolean;

/** How a path that ends in an array is seen: by its elements and then itself, or only itself. */
export type LeafArrays = 'expand' | 'whole';

/**
 * Whether any value a query path leads to passes the test: arrays on the way are entered element by element (and by
 * position, where the path has a number), a path cut short leads to `undefined`, an array without documents to nothing.
 */
export function someValue(
  document: Document,
  path: readonly string[],
  leaf: LeafArrays,
  test: ValueTest,
): boolean {
  return inDocument(document, path, 0, leaf, test);
}

function inDocument(
  document: Document,
  path: readonly string[],
  start: number,
  leaf: LeafArrays,
  test: ValueTest,
): boolean {
  let at = start;
  let value = getField(document, path[at]!);
  while (at < path.length - 1 && isDocument(value)) {
    at += 1;
    value = getField(value, path[at]!);
  }
  if (at === path.length - 1) return atLeaf(value, leaf, test);
  return Array.isArray(value) ? inArray(value, path, at + 1, leaf, test) : test(undefined);
}

function inArray(
  array: readonly unknown[],
  path: readonly string[],
  at: number,
  leaf: LeafArrays,
  test: ValueTest,
): boolean {
  for (const element of array) {
    if (isDocument(element) && inDocument(element, path, at, leaf, test)) return true;
  }
  const position = arrayPosition(path[at]!);
  if (position === undefined || position >= array.length) return false;
  const element = array[position];
  if (at === path.length - 1) return atLeaf(element, leaf, test);
  if (isDocument(element)) return inDocument(element, path, at + 1, leaf, test);
  return Array.isArray(element) && inArray(element, path, at + 1, leaf, test);
}

function atLeaf(value: unknown, leaf: LeafArrays, test: ValueTest): boolean {
  if (leaf === 'expand' && Array.isArray(value) && value.some(test)) return true;
  return test(value);
}

/** The array position a path component names, if it is a number. */
export function arrayPosition(component: string): number | undefined {
  return /^(?:0|[1-9]\d*)$/.test(component) ? Number(component) : undefined;
}
