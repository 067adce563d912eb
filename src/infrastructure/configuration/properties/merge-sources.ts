import type { Properties, PropertyValue } from './properties.js';

/**
 * One set of properties of several sources, the first of which wins. A list is taken whole from the first source that
 * has any of its items; lists of different lengths are never mixed.
 */
export function mergeSources(sources: readonly Properties[]): Map<string, PropertyValue> {
  const merged = new Map<string, PropertyValue>();
  const listOwners = new Map<string, Properties>();
  for (const source of sources) {
    for (const [key, value] of source) {
      const list = listOf(key);
      if (list === undefined) {
        if (!merged.has(key) && !listOwners.has(key)) merged.set(key, value);
        continue;
      }
      if (!listOwners.has(list) && !merged.has(list)) listOwners.set(list, source);
      if (listOwners.get(list) === source) merged.set(key, value);
    }
  }
  return merged;
}

/** The outermost list that a key stands in: `a.b[0].c[1]` → `a.b`. */
function listOf(key: string): string | undefined {
  return /^(.*?)\[\d+\]/.exec(key)?.[1];
}
