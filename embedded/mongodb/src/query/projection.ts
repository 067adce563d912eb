import { compileExpression } from '../aggregate/expression.js';
import { scopeOf } from '../aggregate/scope.js';
import type { Document } from '../bson/document.js';
import { fieldNames, getField, isDocument, setField } from '../bson/document.js';
import { integerOf, isNumeric, numberOf } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';
import { elementMatcher } from './operators.js';
import { matchedPosition } from '../update/positional.js';
import { compileFilter } from './matcher.js';
import type { Matcher } from './matcher.js';

/** A compiled projection: makes a new document of a found one. */
export type Projection = (document: Document) => Document;

type Compute = (document: Document, value: unknown) => unknown;

/** A tree of paths: `true` takes (or leaves out) the field, a function computes it. */
interface Node {
  readonly children: Map<string, Node>;
  mark?: boolean;
  compute?: Compute;
  /** Whether `compute` makes the value anew (an expression) and not from the field itself (`$slice`). */
  fresh?: boolean;
}

/** What a projection belongs to. */
export interface ProjectionContext {
  /** The filter of the find; none for a `$project` stage. */
  readonly query?: Matcher;
  /** Variables of `let`. */
  readonly variables?: Document;
}

/**
 * Compiles the projection of a find or of a `$project` stage.
 * `undefined` when it changes nothing.
 * @throws MongoError Location31254/31253 for mixing inclusion and exclusion, Location31249 for paths that collide
 */
export function compileProjection(projection: Document, context: ProjectionContext): Projection | undefined {
  const names = fieldNames(projection);
  if (names.length === 0) return undefined;
  const root: Node = { children: new Map() };
  const kinds = new Set<'include' | 'exclude'>();
  let idIncluded: boolean | undefined;
  let onlyNeutral = true;
  for (const path of names) {
    const value = projection[path];
    if (path === '_id' && isFlag(value)) {
      idIncluded = isTruthyFlag(value);
      continue;
    }
    const kind = addPath(root, path, value, context);
    if (kind !== 'neutral') {
      kinds.add(kind);
      onlyNeutral = false;
    }
    if (kinds.size > 1) {
      throw kind === 'include'
        ? new MongoError({ code: 31253 }, `Cannot do inclusion on field ${path} in exclusion projection`)
        : new MongoError({ code: 31254 }, `Cannot do exclusion on field ${path} in inclusion projection`);
    }
  }
  const inclusion = kinds.has('include') || (onlyNeutral && idIncluded === true);
  if (inclusion) {
    if (idIncluded !== false && !root.children.has('_id'))
      root.children.set('_id', { children: new Map(), mark: true });
    return (document) => include(document, root, document) as Document;
  }
  if (idIncluded === false) root.children.set('_id', { children: new Map(), mark: true });
  return (document) => exclude(document, root, document) as Document;
}

function isFlag(value: unknown): boolean {
  return typeof value === 'boolean' || isNumeric(value);
}

function isTruthyFlag(value: unknown): boolean {
  return value === true || (value !== false && numberOf(value) !== 0);
}

function addPath(
  root: Node,
  path: string,
  value: unknown,
  context: ProjectionContext,
): 'include' | 'exclude' | 'neutral' {
  const { query } = context;
  if (path.endsWith('.$')) {
    if (query === undefined)
      throw new MongoError({ code: 31395 }, 'the positional projection is only for find');
    if (isFlag(value) ? !isTruthyFlag(value) : isDocument(value))
      throw new MongoError({ code: 31395 }, `positional projection cannot be used with exclusion: ${path}`);
    const array = path.slice(0, -2);
    place(root, array, {
      children: new Map(),
      compute: (document, own) => positionalElement(document, own, query, array),
    });
    return 'include';
  }
  if (isFlag(value)) {
    place(root, path, { children: new Map(), mark: true });
    return isTruthyFlag(value) ? 'include' : 'exclude';
  }
  if (!isDocument(value) || Object.keys(value).length === 0) {
    if (isDocument(value))
      throw new MongoError({ code: 51270 }, 'An empty sub-projection is not a valid value.');
    place(root, path, { children: new Map(), compute: evaluator(value, context), fresh: true });
    return 'include';
  }
  const operator = Object.keys(value)[0]!;
  if (operator === '$slice' && query !== undefined) {
    place(root, path, { children: new Map(), compute: slice(value['$slice']) });
    return 'neutral';
  }
  if (operator === '$elemMatch') {
    const operand = value['$elemMatch'];
    if (query === undefined || !isDocument(operand))
      throw new MongoError({ code: 31274 }, '$elemMatch needs an object, in a find');
    if (path.includes('.'))
      throw new MongoError({ code: 31275 }, 'Cannot use $elemMatch projection on a nested field.');
    const matches = elementMatcher(operand, compileFilter);
    place(root, path, {
      children: new Map(),
      compute: (document) => firstElement(getField(document, path), matches),
      fresh: true,
    });
    return 'include';
  }
  if (operator === '$meta') throw new MongoError('CommandNotSupported', '$meta is not supported');
  if (operator.startsWith('$')) {
    place(root, path, { children: new Map(), compute: evaluator(value, context), fresh: true });
    return 'include';
  }
  const kinds = new Set(
    fieldNames(value).map((name) => addPath(root, `${path}.${name}`, value[name], context)),
  );
  if (kinds.has('include') && kinds.has('exclude')) {
    throw new MongoError({ code: 31254 }, `Cannot mix inclusion and exclusion in ${path}`);
  }
  return kinds.has('exclude') ? 'exclude' : kinds.has('include') ? 'include' : 'neutral';
}

function evaluator(expression: unknown, { variables }: ProjectionContext): Compute {
  const evaluate = compileExpression(expression);
  return (document) => evaluate(scopeOf(document, variables));
}

function place(root: Node, path: string, leaf: Node): void {
  const parts = path.split('.');
  if (parts.some((part) => part === ''))
    throw new MongoError({ code: 40353 }, `FieldPath must not be or hold an empty name: '${path}'`);
  if (parts.some((part) => part.startsWith('$'))) {
    throw new MongoError({ code: 16410 }, `FieldPath field names may not start with '$': '${path}'`);
  }
  let node = root;
  for (const [i, part] of parts.entries()) {
    const last = i === parts.length - 1;
    const known = node.children.get(part);
    if (known !== undefined && (last || isLeaf(known)))
      throw new MongoError({ code: 31249 }, `Path collision at ${path}`);
    const child = last ? leaf : (known ?? { children: new Map() });
    node.children.set(part, child);
    node = child;
  }
}

function isLeaf(node: Node): boolean {
  return node.mark === true || node.compute !== undefined;
}

function include(value: unknown, node: Node, root: Document): unknown {
  if (Array.isArray(value)) {
    return value
      .filter((item) => isDocument(item) || Array.isArray(item) || hasFresh(node))
      .map((item) => include(item, node, root));
  }
  const source = isDocument(value) ? value : {};
  if (!isDocument(value) && !hasFresh(node)) return undefined;
  const result: Document = {};
  for (const name of fieldNames(source)) {
    const child = node.children.get(name);
    if (child === undefined || child.fresh) continue;
    const own = getField(source, name);
    const kept = child.mark ? own : child.compute ? child.compute(root, own) : include(own, child, root);
    if (kept !== undefined) setField(result, name, kept);
  }
  addFresh(result, node, source, root);
  return result;
}

function hasFresh(node: Node): boolean {
  return [...node.children.values()].some((child) => child.fresh === true || hasFresh(child));
}

/** Computed fields come last, in the order of the projection. */
function addFresh(result: Document, node: Node, source: Document, root: Document): void {
  for (const [name, child] of node.children) {
    if (child.fresh) {
      const value = child.compute!(root, undefined);
      if (value !== undefined) setField(result, name, value);
    } else if (!Object.hasOwn(source, name) && hasFresh(child))
      setField(result, name, include({}, child, root));
  }
}

function exclude(value: unknown, node: Node, root: Document): unknown {
  if (Array.isArray(value)) return value.map((item) => exclude(item, node, root));
  if (!isDocument(value)) return value;
  const result: Document = {};
  for (const name of fieldNames(value)) {
    const child = node.children.get(name);
    const own = value[name];
    if (child === undefined) setField(result, name, own);
    else if (child.compute) {
      const computed = child.compute(root, own);
      if (computed !== undefined) setField(result, name, computed);
    } else if (!child.mark) setField(result, name, exclude(own, child, root));
  }
  return result;
}

function positionalElement(document: Document, value: unknown, query: Matcher, path: string): unknown {
  if (!Array.isArray(value)) return value;
  return [value[matchedPosition(document, query, path)]];
}

function firstElement(value: unknown, matches: (element: unknown) => boolean): unknown {
  if (!Array.isArray(value)) return undefined;
  const found = value.find(matches);
  return found === undefined ? undefined : [found];
}

function slice(operand: unknown): Compute {
  const numbers = (Array.isArray(operand) ? operand : [operand]).map(integerOf);
  const [first, count] = numbers;
  if (
    first === undefined ||
    numbers.length > 2 ||
    (numbers.length === 2 && (count === undefined || count <= 0))
  ) {
    throw new MongoError({ code: 28667 }, '$slice needs a number or [ number, positive number ]');
  }
  return (_, value) => {
    if (!Array.isArray(value)) return value;
    if (count === undefined) return first < 0 ? value.slice(first) : value.slice(0, first);
    const start = first < 0 ? Math.max(0, value.length + first) : first;
    return value.slice(start, start + count);
  };
}
