import { compareValues } from '../bson/compare.js';
import { isDocument } from '../bson/document.js';
import { orderKey } from '../bson/order-key.js';
import { integerOf } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';
import { compileSort } from '../query/sort.js';
import type { Document } from '../bson/document.js';
import { compileExpression } from './expression.js';
import { isNil } from './operators/operands.js';
import { mergeObjects } from './operators/objects.js';
import type { Scope } from './scope.js';
import { average, standardDeviation } from './statistics.js';
import { Sum } from './sum.js';

/** Gathers the documents of one group into one value. */
export interface Accumulator {
  add(scope: Scope): void;
  result(): unknown;
}

/** Makes an accumulator for each group. */
export type AccumulatorFactory = () => Accumulator;

type Fold = {
  readonly start: () => unknown;
  readonly add: (state: unknown, value: unknown) => unknown;
  readonly end?: (state: unknown) => unknown;
};

const NOTHING = Symbol('nothing yet');

const FOLDS: Readonly<Record<string, Fold>> = {
  $sum: { start: () => new Sum(), add: addTo, end: (state) => (state as Sum).value },
  $push: { start: () => [], add: pushed },
  $avg: { start: () => [], add: pushed, end: (state) => average(state as unknown[]) },
  $stdDevPop: { start: () => [], add: pushed, end: (state) => standardDeviation(state as unknown[], false) },
  $stdDevSamp: { start: () => [], add: pushed, end: (state) => standardDeviation(state as unknown[], true) },
  $min: { start: () => null, add: (state, value) => extreme(state, value, 1) },
  $max: { start: () => null, add: (state, value) => extreme(state, value, -1) },
  $first: {
    start: () => NOTHING,
    add: (state, value) => (state === NOTHING ? (value ?? null) : state),
    end: orNull,
  },
  $last: { start: () => NOTHING, add: (_, value) => value ?? null, end: orNull },
  $addToSet: {
    start: () => new Map(),
    add: addToSet,
    end: (state) => [...(state as Map<string, unknown>).values()],
  },
  $mergeObjects: { start: () => [], add: pushed, end: (state) => mergeObjects(state as unknown[]) },
};

function addTo(state: unknown, value: unknown): unknown {
  (state as Sum).add(value);
  return state;
}

function pushed(state: unknown, value: unknown): unknown {
  if (value !== undefined) (state as unknown[]).push(value);
  return state;
}

function extreme(state: unknown, value: unknown, direction: 1 | -1): unknown {
  if (isNil(value)) return state;
  return state === null || direction * compareValues(value, state) < 0 ? value : state;
}

function addToSet(state: unknown, value: unknown): unknown {
  const set = state as Map<string, unknown>;
  if (value !== undefined && !set.has(orderKey(value))) set.set(orderKey(value), value);
  return set;
}

function orNull(state: unknown): unknown {
  return state === NOTHING ? null : state;
}

/** Compiles `{ $sum: … }` and the like. @throws MongoError Location15952 for what is no accumulator */
export function compileAccumulator(field: string, specification: unknown): AccumulatorFactory {
  if (!isDocument(specification)) {
    throw new MongoError({ code: 40234 }, `The field '${field}' must be an accumulator object`);
  }
  const names = Object.keys(specification);
  const name = names[0];
  if (names.length !== 1 || name === undefined) {
    throw new MongoError({ code: 40238 }, `The field '${field}' must specify one accumulator`);
  }
  const operand = specification[name];
  if (Array.isArray(operand)) {
    throw new MongoError({ code: 40237 }, `The ${name} accumulator is a unary operator`);
  }
  if (name === '$count') return counting;
  if (Object.hasOwn(FOLDS, name)) return folding(FOLDS[name]!, operand);
  if (/^\$(first|last|min|max)N$/.test(name)) return severalOf(name, operand);
  if (/^\$(top|bottom)N?$/.test(name)) return sortedOf(name, operand);
  if (['$accumulator', '$median', '$percentile'].includes(name)) {
    throw new MongoError('CommandNotSupported', `the accumulator ${name} is not supported`);
  }
  throw new MongoError({ code: 15952 }, `unknown group operator '${name}'`);
}

function counting(): Accumulator {
  let count = 0;
  return { add: () => (count += 1), result: () => count };
}

function folding({ start, add, end }: Fold, operand: unknown): AccumulatorFactory {
  const expression = compileExpression(operand);
  return () => {
    let state = start();
    return {
      add: (scope) => (state = add(state, expression(scope))),
      result: () => (end === undefined ? state : end(state)),
    };
  };
}

function severalOf(name: string, operand: unknown): AccumulatorFactory {
  const { input, n } = requireOperands(name, operand, ['input', 'n']);
  const expression = compileExpression(input);
  const count = requireCount(name, n);
  return () => {
    const values: unknown[] = [];
    return {
      add: (scope) => values.push(expression(scope) ?? null),
      result: () => {
        if (name === '$firstN') return values.slice(0, count);
        if (name === '$lastN') return values.slice(-count);
        const direction = name === '$minN' ? 1 : -1;
        return values
          .filter((value) => value !== null)
          .sort((a, b) => direction * compareValues(a, b))
          .slice(0, count);
      },
    };
  };
}

function sortedOf(name: string, operand: unknown): AccumulatorFactory {
  const several = name.endsWith('N');
  const { output, sortBy, n } = requireOperands(
    name,
    operand,
    several ? ['output', 'sortBy', 'n'] : ['output', 'sortBy'],
  );
  if (!isDocument(sortBy)) throw new MongoError('FailedToParse', `'sortBy' of ${name} must be an object`);
  const expression = compileExpression(output);
  const sort = compileSort(sortBy);
  const count = several ? requireCount(name, n) : 1;
  return () => {
    const entries: { readonly key: string; readonly value: unknown }[] = [];
    return {
      add: (scope) =>
        entries.push({ key: sort.keyOf(scope.root as Document), value: expression(scope) ?? null }),
      result: () => {
        entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
        const chosen = (name.startsWith('$top') ? entries.slice(0, count) : entries.slice(-count)).map(
          ({ value }) => value,
        );
        return several ? chosen : chosen[0];
      },
    };
  };
}

function requireOperands(name: string, operand: unknown, wanted: readonly string[]): Document {
  if (
    !isDocument(operand) ||
    Object.keys(operand).some((key) => !wanted.includes(key)) ||
    wanted.some((key) => !(key in operand))
  ) {
    throw new MongoError('FailedToParse', `${name} needs ${wanted.map((key) => `'${key}'`).join(', ')}`);
  }
  return operand;
}

function requireCount(name: string, n: unknown): number {
  const count = integerOf(n);
  if (count === undefined || count < 1)
    throw new MongoError({ code: 5787908 }, `'n' of ${name} must be a positive constant`);
  return count;
}
