import { isNaNValue } from '../bson/compare.js';
import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { MaxKey, MinKey } from 'bson';
import { isOperators } from './operators.js';
import { isRegex } from './regex.js';

/** What a filter demands of one path, in a form an index can serve. The filter itself is still checked afterwards. */
export interface Bounds {
  /** The path must have one of these values. */
  equals?: readonly unknown[];
  /** …a value of this one's type, not less than it. */
  lower?: unknown;
  /** …a value of this one's type, not greater than it. */
  upper?: unknown;
}

/** The bounds of every path the filter demands something of, whichever way else it may be satisfied. */
export function boundsOf(filter: Document, bounds = new Map<string, Bounds>()): Map<string, Bounds> {
  for (const [key, operand] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(operand)) {
      for (const branch of operand.filter(isDocument)) boundsOf(branch, bounds);
    } else if (!key.startsWith('$')) {
      const own = bounds.get(key) ?? {};
      addBounds(own, operand);
      if (Object.keys(own).length > 0) bounds.set(key, own);
    }
  }
  return bounds;
}

function addBounds(bounds: Bounds, operand: unknown): void {
  if (!isOperators(operand)) {
    if (isKey(operand)) bounds.equals ??= [operand];
    return;
  }
  for (const [operator, value] of Object.entries(operand)) {
    switch (operator) {
      case '$eq':
        if (isKey(value)) bounds.equals ??= [value];
        break;
      case '$in':
        if (Array.isArray(value) && value.every(isKey)) bounds.equals ??= value;
        break;
      case '$gt':
      case '$gte':
        if (isBound(value)) bounds.lower ??= value;
        break;
      case '$lt':
      case '$lte':
        if (isBound(value)) bounds.upper ??= value;
        break;
      default:
    }
  }
}

/** An array is indexed by its elements, a pattern matches more than itself. */
function isKey(value: unknown): boolean {
  return !Array.isArray(value) && !isRegex(value);
}

function isBound(value: unknown): boolean {
  return (
    isKey(value) &&
    value !== null &&
    !isNaNValue(value) &&
    !(value instanceof MinKey) &&
    !(value instanceof MaxKey)
  );
}
