import { SettingsError } from '../settings-error.js';
import type { Properties, PropertyValue } from './properties.js';

type Tree = PropertyValue | Branch;
type Branch = Map<string, Tree>;

/** A tree of plain objects, lists and values. */
export type PlainTree = PropertyValue | readonly PlainTree[] | { readonly [name: string]: PlainTree };

/**
 * The flat properties as a tree. Where a key holds a value and others lie below it, those below win.
 * @throws SettingsError when an item of a list is missing
 */
export function treeOf(properties: Properties): { readonly [name: string]: PlainTree } {
  const root: Branch = new Map();
  for (const [key, value] of properties) plant(root, segmentsOf(key), value);
  return objectOf(root, '');
}

/** `a.b[0][x.y].c` → `a`, `b`, `[0]`, `x.y`, `c`. */
function segmentsOf(key: string): string[] {
  return [...key.matchAll(/\[([^\]]*)\]|[^.[\]]+/g)].map(([whole, bracketed]) =>
    bracketed === undefined || /^\d+$/.test(bracketed) ? whole : bracketed,
  );
}

function plant(root: Branch, segments: readonly string[], value: PropertyValue): void {
  let branch = root;
  for (const segment of segments.slice(0, -1)) {
    const next = branch.get(segment);
    if (next instanceof Map) {
      branch = next;
    } else {
      const grown: Branch = new Map();
      branch.set(segment, grown);
      branch = grown;
    }
  }
  const leaf = segments.at(-1);
  if (leaf !== undefined && !(branch.get(leaf) instanceof Map)) branch.set(leaf, value);
}

function plain(tree: Tree, path: string): PlainTree {
  if (!(tree instanceof Map)) return tree;
  const isList = tree.size > 0 && [...tree.keys()].every((name) => /^\[\d+\]$/.test(name));
  return isList ? listOf(tree, path) : objectOf(tree, path);
}

function listOf(branch: Branch, path: string): PlainTree[] {
  return Array.from({ length: branch.size }, (_, index) => {
    const item = branch.get(`[${index}]`);
    if (item === undefined) throw new SettingsError(`${path}[${index}] is missing, items after it are there`);
    return plain(item, `${path}[${index}]`);
  });
}

function objectOf(branch: Branch, path: string): { readonly [name: string]: PlainTree } {
  return Object.fromEntries(
    [...branch].map(([name, tree]) => [name, plain(tree, path === '' ? name : `${path}.${name}`)]),
  );
}
