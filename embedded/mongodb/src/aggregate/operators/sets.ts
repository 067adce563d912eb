import { orderKey } from '../../bson/order-key.js';
import { typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import type { ExpressionOperator } from '../scope.js';
import { isTruthy } from '../truth.js';
import { isNil, ofList, ofOne } from './operands.js';

type Members = Map<string, unknown>;

function members(operator: string, value: unknown): Members {
  if (!Array.isArray(value)) {
    throw new MongoError(
      { code: 17044 },
      `All operands of ${operator} must be arrays. One argument is of type: ${typeNameOf(value)}`,
    );
  }
  return merged(value.map((item): [string, unknown] => [orderKey(item), item]));
}

/** Of equal members the first one stays. */
function merged(entries: readonly (readonly [string, unknown])[]): Members {
  const set: Members = new Map();
  for (const [key, item] of entries) if (!set.has(key)) set.set(key, item);
  return set;
}

/** The members in their order, since a set has no other. */
function listed(set: Members): unknown[] {
  return [...set.keys()].sort().map((key) => set.get(key));
}

function union(values: unknown[]): unknown {
  if (values.some(isNil)) return null;
  return listed(merged(values.flatMap((value) => [...members('$setUnion', value)])));
}

function intersection(values: unknown[]): unknown {
  if (values.some(isNil)) return null;
  const [first, ...others] = values.map((value) => members('$setIntersection', value));
  return first === undefined
    ? []
    : listed(new Map([...first].filter(([key]) => others.every((other) => other.has(key)))));
}

function difference([a, b]: unknown[]): unknown {
  if (isNil(a) || isNil(b)) return null;
  const excluded = members('$setDifference', b);
  return [...members('$setDifference', a)].filter(([key]) => !excluded.has(key)).map(([, item]) => item);
}

function equals(values: unknown[]): unknown {
  const [first, ...others] = values.map((value) => members('$setEquals', value));
  return others.every(
    (other) => other.size === first!.size && [...other.keys()].every((key) => first!.has(key)),
  );
}

function isSubset([a, b]: unknown[]): unknown {
  const whole = members('$setIsSubset', b);
  return [...members('$setIsSubset', a).keys()].every((key) => whole.has(key));
}

function elements(operator: string, judge: (items: unknown[]) => boolean): ExpressionOperator {
  return ofOne((value) => {
    if (!Array.isArray(value))
      throw new MongoError(
        { code: 17041 },
        `${operator}'s argument must be an array, but is ${typeNameOf(value)}`,
      );
    return judge(value);
  });
}

export const setOperators: Readonly<Record<string, ExpressionOperator>> = {
  $setUnion: ofList(0, undefined, union),
  $setIntersection: ofList(0, undefined, intersection),
  $setDifference: ofList(2, 2, difference),
  $setEquals: ofList(2, undefined, equals),
  $setIsSubset: ofList(2, 2, isSubset),
  $anyElementTrue: elements('$anyElementTrue', (items) => items.some(isTruthy)),
  $allElementsTrue: elements('$allElementsTrue', (items) => items.every(isTruthy)),
};
