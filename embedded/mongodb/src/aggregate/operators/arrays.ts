import { compareValues, equalValues } from '../../bson/compare.js';
import type { Document } from '../../bson/document.js';
import { isDocument } from '../../bson/document.js';
import { integerOf } from '../../bson/numbers.js';
import { typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import { compileSort } from '../../query/sort.js';
import type { Expression, ExpressionOperator } from '../scope.js';
import { withVariables } from '../scope.js';
import { isTruthy } from '../truth.js';
import { requireVariableName } from '../variable-name.js';
import { isNil, named, ofList, ofOne, ofOneOrNull } from './operands.js';

const map: ExpressionOperator = (operand, compile, name) => {
  const { input, in: body } = named(operand, compile, name, ['input', 'in'], ['as']);
  const as = variableName(operand, 'this');
  return (scope) => {
    const items = arrayOrNull(name, input!(scope), 16883);
    return items === null ? null : items.map((item) => body!(withVariables(scope, { [as]: item })) ?? null);
  };
};

const filter: ExpressionOperator = (operand, compile, name) => {
  const { input, cond, limit } = named(operand, compile, name, ['input', 'cond'], ['as', 'limit']);
  const as = variableName(operand, 'this');
  return (scope) => {
    const items = arrayOrNull(name, input!(scope), 28651);
    if (items === null) return null;
    const found = items.filter((item) => isTruthy(cond!(withVariables(scope, { [as]: item }))));
    const most = limit?.(scope);
    return isNil(most) ? found : found.slice(0, requirePositive(name, most, 327392));
  };
};

const reduce: ExpressionOperator = (operand, compile, name) => {
  const { input, initialValue, in: body } = named(operand, compile, name, ['input', 'initialValue', 'in']);
  return (scope) => {
    const items = arrayOrNull(name, input!(scope), 40080);
    if (items === null) return null;
    return items.reduce(
      (value, item) => body!(withVariables(scope, { value, this: item })),
      initialValue!(scope),
    );
  };
};

function variableName(operand: unknown, fallback: string): string {
  const as = isDocument(operand) ? operand['as'] : undefined;
  if (as === undefined) return fallback;
  if (typeof as !== 'string') throw new MongoError('FailedToParse', "'as' must be a string");
  return requireVariableName(as);
}

function arrayOrNull(operator: string, value: unknown, code: number): unknown[] | null {
  if (isNil(value)) return null;
  if (!Array.isArray(value))
    throw new MongoError({ code }, `input to ${operator} must be an array not ${typeNameOf(value)}`);
  return value;
}

function requireInteger(operator: string, value: unknown): number {
  const integer = integerOf(value);
  if (integer === undefined)
    throw new MongoError({ code: 28691 }, `${operator} needs a whole number, not ${typeNameOf(value)}`);
  return integer;
}

function elementAt([array, index]: unknown[]): unknown {
  if (isNil(array) || isNil(index)) return null;
  if (!Array.isArray(array))
    throw new MongoError(
      { code: 28689 },
      `$arrayElemAt's first argument must be an array, but is ${typeNameOf(array)}`,
    );
  const position = requireInteger('$arrayElemAt', index);
  return array.at(position);
}

function end(name: string, position: number): ExpressionOperator {
  return ofOne((value) => {
    const items = arrayOrNull(name, value, 28689);
    return items === null ? null : items.at(position);
  });
}

const size = ofOne((value) => {
  if (!Array.isArray(value))
    throw new MongoError(
      { code: 17124 },
      `The argument to $size must be an array, but was of type: ${typeNameOf(value)}`,
    );
  return value.length;
});

function contains([value, array]: unknown[]): unknown {
  if (!Array.isArray(array))
    throw new MongoError(
      { code: 40081 },
      `$in requires an array as a second argument, found: ${typeNameOf(array)}`,
    );
  return array.some((item) => equalValues(item, value));
}

function concatArrays(values: unknown[]): unknown {
  if (values.some(isNil)) return null;
  return values.flatMap((value) => arrayOrNull('$concatArrays', value, 28664)!);
}

function slice(values: unknown[]): unknown {
  if (values.some(isNil)) return null;
  const items = arrayOrNull('$slice', values[0], 28724)!;
  const first = requireInteger('$slice', values[1]);
  if (values.length === 2) return first < 0 ? items.slice(first) : items.slice(0, first);
  const count = requireInteger('$slice', values[2]);
  if (count <= 0) throw new MongoError({ code: 28729 }, 'Third argument to $slice must be positive');
  const start = first < 0 ? Math.max(0, items.length + first) : first;
  return items.slice(start, start + count);
}

function indexOfArray([array, value, start = 0, stop]: unknown[]): unknown {
  const items = arrayOrNull('$indexOfArray', array, 40090);
  if (items === null) return null;
  const from = requireInteger('$indexOfArray', start);
  const to = stop === undefined ? items.length : requireInteger('$indexOfArray', stop);
  return items.findIndex((item, i) => i >= from && i < to && equalValues(item, value));
}

const sortArray: ExpressionOperator = (operand, compile, name) => {
  if (!isDocument(operand) || !('sortBy' in operand) || !('input' in operand)) {
    throw new MongoError({ code: 2942501 }, "$sortArray needs 'input' and 'sortBy'");
  }
  const input = compile(operand['input']);
  const compare = elementOrder(operand['sortBy']);
  return (scope) => {
    const items = arrayOrNull(name, input(scope), 2942504);
    return items === null ? null : [...items].sort(compare);
  };
};

function elementOrder(sortBy: unknown): (a: unknown, b: unknown) => number {
  if (isDocument(sortBy)) {
    const sort = compileSort(sortBy);
    return (a, b) => sort.compare(asDocument(a), asDocument(b));
  }
  const direction = integerOf(sortBy);
  if (direction !== 1 && direction !== -1) throw new MongoError('BadValue', 'Illegal sort order');
  return (a, b) => direction * compareValues(a, b);
}

function asDocument(value: unknown): Document {
  return isDocument(value) ? value : {};
}

/** `$firstN`, `$lastN`, `$minN`, `$maxN` of an array. */
function nOf(choose: (items: unknown[], n: number) => unknown[]): ExpressionOperator {
  return (operand, compile, name) => {
    const { input, n } = named(operand, compile, name, ['input', 'n']) as {
      input: Expression;
      n: Expression;
    };
    return (scope) => {
      const items = arrayOrNull(name, input(scope), 5788200);
      return items === null ? null : choose(items, requirePositive(name, n(scope)));
    };
  };
}

function requirePositive(operator: string, value: unknown, code = 5787908): number {
  const count = integerOf(value);
  if (count === undefined || count < 1)
    throw new MongoError({ code }, `the number of elements of ${operator} must be a positive whole number`);
  return count;
}

function ordered(items: readonly unknown[], direction: 1 | -1): unknown[] {
  return items.filter((item) => !isNil(item)).sort((a, b) => direction * compareValues(a, b));
}

const reverseArray = ofOneOrNull((value) => arrayOrNull('$reverseArray', value, 34435)!.toReversed());

export const arrayOperators: Readonly<Record<string, ExpressionOperator>> = {
  $map: map,
  $filter: filter,
  $reduce: reduce,
  $arrayElemAt: ofList(2, 2, elementAt),
  $first: end('$first', 0),
  $last: end('$last', -1),
  $size: size,
  $isArray: ofOne(Array.isArray),
  $in: ofList(2, 2, contains),
  $concatArrays: ofList(0, undefined, concatArrays),
  $slice: ofList(2, 3, slice),
  $indexOfArray: ofList(2, 4, indexOfArray),
  $reverseArray: reverseArray,
  $sortArray: sortArray,
  $firstN: nOf((items, n) => items.slice(0, n)),
  $lastN: nOf((items, n) => items.slice(-n)),
  $minN: nOf((items, n) => ordered(items, 1).slice(0, n)),
  $maxN: nOf((items, n) => ordered(items, -1).slice(0, n)),
};
