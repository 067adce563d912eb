import { MongoError } from '../mongo-error.js';

/** The components of an update path: field names, positions, `$`, `$[]`, `$[identifier]`. */
export type UpdatePath = readonly string[];

/** @throws MongoError EmptyFieldName, DollarPrefixedFieldName, BadValue */
export function parsePath(path: string): UpdatePath {
  const parts = path.split('.');
  for (const part of parts) {
    if (part === '') {
      throw new MongoError(
        'EmptyFieldName',
        `The update path '${path}' contains an empty field name, which is not allowed.`,
      );
    }
    if (part.startsWith('$') && part !== '$' && !/^\$\[[^\]]*\]$/.test(part)) {
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${part}' in '${path}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
    }
  }
  if (parts[0]!.startsWith('$')) {
    throw new MongoError(
      'BadValue',
      `Cannot have positional (i.e. '$') element in the first position in path '${path}'`,
    );
  }
  if (parts.filter((part) => part === '$').length > 1)
    throw new MongoError('BadValue', `Too many positional (i.e. '$') elements found in path '${path}'`);
  return parts;
}

/** MongoDB applies operators in the order of their paths: names by text, positions by number. */
export function comparePaths(a: UpdatePath, b: UpdatePath): number {
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const order = compareParts(a[i]!, b[i]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareParts(a: string, b: string): number {
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** @throws MongoError ConflictingUpdateOperators when two paths are the same or one leads into the other */
export function requireNoConflicts(paths: readonly UpdatePath[]): void {
  const taken = new Map<string, UpdatePath>();
  const inner = new Map<string, string>();
  for (const path of paths) {
    const whole = path.join('.');
    for (let length = 1; length <= path.length; length += 1) {
      const prefix = path.slice(0, length).join('.');
      if (taken.has(prefix)) throw conflict(whole, prefix);
    }
    const longer = inner.get(whole);
    if (longer !== undefined) throw conflict(whole, whole);
    taken.set(whole, path);
    for (let length = 1; length < path.length; length += 1) inner.set(path.slice(0, length).join('.'), whole);
  }
}

function conflict(path: string, at: string): MongoError {
  return new MongoError(
    'ConflictingUpdateOperators',
    `Updating the path '${path}' would create a conflict at '${at}'`,
  );
}
