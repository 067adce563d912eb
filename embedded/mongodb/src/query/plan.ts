import { sameBracket } from '../bson/compare.js';
import type { Document } from '../bson/document.js';
import { invertKey, orderKey } from '../bson/order-key.js';
import type { Collection } from '../catalog/collection.js';
import type { IndexField } from '../catalog/index-keys.js';
import { fieldKey } from '../catalog/index-keys.js';
import type { SecondaryIndex } from '../catalog/secondary-index.js';
import type { KeyRange, SortedEntries } from '../catalog/sorted-entries.js';
import type { StoredDocument } from '../catalog/stored-document.js';
import { boundsOf } from './bounds.js';
import type { Bounds } from './bounds.js';
import { isOperators } from './operators.js';
import type { Sort } from './sort.js';

const MAX_RANGES = 500;
const ID_FIELDS: readonly IndexField[] = [{ path: '_id', descending: false }];

/** How the documents a filter may match are found. */
export interface Plan {
  /** As `explain` calls it. */
  readonly stage: 'IDHACK' | 'IXSCAN' | 'COLLSCAN';
  readonly indexName?: string;
  /** Whether the documents come in the order of the sort. */
  readonly sorted: boolean;
  /** Whether every candidate is known to match. */
  readonly exact: boolean;
  /** All that may match, each once; not to be consumed across changes of the collection. */
  candidates(): Iterable<StoredDocument>;
}

/** An index the query may go by. */
interface Choice {
  readonly name: string;
  readonly entries: SortedEntries;
  readonly fields: readonly IndexField[];
  readonly multikey: boolean;
}

/** Chooses the index that narrows the search most; then one that saves the sort. */
export function planQuery(
  collection: Collection,
  filter: Document,
  sort: Sort | undefined,
  hint?: SecondaryIndex | '_id_' | '$natural',
): Plan {
  const bounds = boundsOf(filter);
  const ids = bounds.get('_id')?.equals;
  if (ids !== undefined && (hint === undefined || hint === '_id_'))
    return idPlan(collection, ids, sort, isIdOnly(filter));
  if (hint === '$natural') return scan(collection);
  if (hint !== undefined && hint !== '_id_') return indexPlan(choiceOf(hint), bounds, sort)!.plan;
  let best: { plan: Plan; score: number } | undefined;
  if (hint === '_id_' || bounds.has('_id') || sort?.fields[0]?.path === '_id') {
    best = indexPlan(
      { name: '_id_', entries: collection.idOrder(), fields: ID_FIELDS, multikey: false },
      bounds,
      sort,
    );
    if (hint === '_id_') return best.plan;
  }
  for (const index of collection.indexes()) {
    if (!isUsable(index, bounds)) continue;
    const option = indexPlan(choiceOf(index), bounds, sort);
    if (best === undefined || option.score > best.score) best = option;
  }
  return best !== undefined && best.score > 0 ? best.plan : scan(collection);
}

/** Whether the filter asks for the `_id` and nothing else. */
function isIdOnly(filter: Document): boolean {
  return Object.keys(filter).length === 1 && '_id' in filter && !isOperators(filter['_id']);
}

function scan(collection: Collection): Plan {
  return { stage: 'COLLSCAN', sorted: false, exact: false, candidates: () => [...collection.documents()] };
}

function idPlan(
  collection: Collection,
  ids: readonly unknown[],
  sort: Sort | undefined,
  exact: boolean,
): Plan {
  return {
    stage: 'IDHACK',
    indexName: '_id_',
    sorted: sort !== undefined && ids.length <= 1,
    exact,
    candidates: () => {
      if (ids.length === 1) {
        const record = collection.get(orderKey(ids[0]));
        return record === undefined ? [] : [record];
      }
      const keys = [...new Set(ids.map(orderKey))].sort();
      return keys.flatMap((key) => collection.get(key) ?? []);
    },
  };
}

function choiceOf(index: SecondaryIndex): Choice {
  const { name, fields } = index.definition;
  return { name, entries: index.entries, fields, multikey: index.multikey };
}

/** A partial index, and a sparse one where the filter may match a missing field, does not hold every match. */
function isUsable({ definition }: SecondaryIndex, bounds: Map<string, Bounds>): boolean {
  if (definition.hidden || definition.partialFilter !== undefined) return false;
  if (!definition.sparse) return true;
  const first = bounds.get(definition.fields[0]!.path);
  if (first === undefined) return false;
  return first.equals === undefined ? true : first.equals.every((value) => value !== null);
}

function indexPlan(
  choice: Choice,
  bounds: Map<string, Bounds>,
  sort: Sort | undefined,
): { plan: Plan; score: number } {
  let prefixes = [''];
  let used = 0;
  for (const { path, descending } of choice.fields) {
    const values = bounds.get(path)?.equals;
    if (values === undefined || prefixes.length * values.length > MAX_RANGES) break;
    prefixes = prefixes.flatMap((prefix) => values.map((value) => prefix + fieldKey(value, descending)));
    used += 1;
  }
  const next = choice.fields[used];
  const range = next && bounds.get(next.path);
  const ranged = range !== undefined && (range.lower !== undefined || range.upper !== undefined);
  const ranges = [...new Set(prefixes)]
    .sort()
    .map((prefix) =>
      ranged ? boundedRange(prefix, range, next!.descending, choice.multikey) : wholeRange(prefix),
    );
  const direction =
    sort === undefined || choice.multikey || ranges.length > 1 ? 0 : sortDirection(choice.fields, used, sort);
  return {
    score: used * 10 + (ranged ? 5 : 0) + (direction === 0 ? 0 : 3),
    plan: {
      stage: 'IXSCAN',
      indexName: choice.name,
      sorted: direction !== 0,
      exact: false,
      candidates: () => collect(choice, ranges, direction),
    },
  };
}

/** Every key that begins with the prefix: no field's key begins with the highest byte. */
function wholeRange(prefix: string): KeyRange {
  return prefix === '' ? { from: '' } : { from: prefix, to: `${prefix}\xff` };
}

/** In an index with arrays the two bounds may be met by different elements, so only one of them can be used. */
function boundedRange(
  prefix: string,
  { lower, upper }: Bounds,
  descending: boolean,
  multikey: boolean,
): KeyRange {
  const bracket = orderKey(lower ?? upper)[0]!;
  const useUpper =
    upper !== undefined &&
    !(multikey && lower !== undefined) &&
    (lower === undefined || sameBracket(lower, upper));
  const least = lower === undefined ? undefined : fieldKey(lower, descending);
  const greatest = useUpper ? fieldKey(upper, descending) : undefined;
  const [first, last] = descending ? [greatest, least] : [least, greatest];
  const type = descending ? invertKey(bracket) : bracket;
  const beyond = String.fromCharCode(type.charCodeAt(0) + 1);
  return {
    from: prefix + (first ?? type),
    to: prefix + (last === undefined ? beyond : `${last}\xff`),
  };
}

/** 1 if the index, behind its `used` fixed fields, gives the order of the sort, -1 if backwards, 0 if neither. */
function sortDirection(fields: readonly IndexField[], used: number, sort: Sort): 1 | -1 | 0 {
  const fixed = new Set(fields.slice(0, used).map(({ path }) => path));
  const wanted = sort.fields.filter(({ path }) => !fixed.has(path));
  const rest = fields.slice(used);
  if (wanted.length > rest.length || wanted.some(({ path }, i) => path !== rest[i]!.path)) return 0;
  const turned = wanted.map(({ descending }, i) => descending !== rest[i]!.descending);
  if (turned.every((turn) => !turn)) return 1;
  return turned.every((turn) => turn) ? -1 : 0;
}

function collect(
  { entries, multikey }: Choice,
  ranges: readonly KeyRange[],
  direction: 1 | -1 | 0,
): StoredDocument[] {
  const records: StoredDocument[] = [];
  for (const range of ranges) {
    for (const record of direction === -1 ? entries.reverseRange(range) : entries.range(range))
      records.push(record);
  }
  return multikey ? [...new Set(records)] : records;
}
