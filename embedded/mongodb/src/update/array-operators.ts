import { compareValues, equalValues } from '../bson/compare.js';
import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { integerOf } from '../bson/numbers.js';
import { orderKey } from '../bson/order-key.js';
import { typeNameOf } from '../bson/value-type.js';
import { MongoError } from '../mongo-error.js';
import { compileFilter } from '../query/matcher.js';
import { conditionsOf, isLogical, isOperators } from '../query/operators.js';
import { someValue } from '../query/path.js';
import type { ValueTest } from '../query/path.js';
import { isRegex } from '../query/regex.js';
import { compileSort } from '../query/sort.js';
import type { OperatorCompiler } from './operator.js';
import { cloneValue } from './target.js';

/** `$push`, with `$each`, `$position`, `$slice` and `$sort`. */
export const push: OperatorCompiler = (operand, path) => {
  const { each, position, slice, sort } = pushModifiers(operand, path);
  return (target, { id }) => {
    const value = target.get();
    if (value !== undefined && !Array.isArray(value)) {
      throw new MongoError(
        'BadValue',
        `The field '${target.path}' must be an array but is of type ${typeNameOf(value)} in document {_id: ${String(id)}}`,
      );
    }
    const before: unknown[] = value ?? [];
    const at =
      position === undefined
        ? before.length
        : position < 0
          ? Math.max(0, before.length + position)
          : position;
    let after = [...before.slice(0, at), ...each.map(cloneValue), ...before.slice(at)];
    if (sort !== undefined) after.sort(sort);
    if (slice !== undefined) after = slice < 0 ? after.slice(slice) : after.slice(0, slice);
    target.set(after);
  };
};

interface PushModifiers {
  readonly each: readonly unknown[];
  readonly position?: number | undefined;
  readonly slice?: number | undefined;
  readonly sort?: ((a: unknown, b: unknown) => number) | undefined;
}

function pushModifiers(operand: unknown, path: string): PushModifiers {
  if (!isDocument(operand) || !('$each' in operand)) return { each: [operand] };
  const { $each, $position, $slice, $sort } = operand;
  if (!Array.isArray($each))
    throw new MongoError('BadValue', `The argument to $each in $push must be an array: ${path}`);
  for (const name of Object.keys(operand)) {
    if (!['$each', '$position', '$slice', '$sort'].includes(name)) {
      throw new MongoError('BadValue', `Unrecognized clause in $push: ${name}`);
    }
  }
  return {
    each: $each,
    position: integerModifier('$position', $position),
    slice: integerModifier('$slice', $slice),
    sort: $sort === undefined ? undefined : elementOrder($sort),
  };
}

function integerModifier(name: string, value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const integer = integerOf(value);
  if (integer === undefined)
    throw new MongoError('BadValue', `The value for ${name} must be an integer value`);
  return integer;
}

function elementOrder(sort: unknown): (a: unknown, b: unknown) => number {
  if (isDocument(sort)) {
    const order = compileSort(sort);
    return (a, b) => order.compare(asDocument(a), asDocument(b));
  }
  const direction = integerOf(sort);
  if (direction !== 1 && direction !== -1) {
    throw new MongoError('BadValue', 'The $sort element value must be either 1 or -1');
  }
  return (a, b) => direction * compareValues(a, b);
}

function asDocument(value: unknown): Document {
  return isDocument(value) ? value : {};
}

/** `$addToSet`, with `$each`. */
export const addToSet: OperatorCompiler = (operand) => {
  const each = isDocument(operand) && '$each' in operand ? operand['$each'] : [operand];
  if (!Array.isArray(each)) {
    throw new MongoError('TypeMismatch', 'The argument to $each in $addToSet must be an array');
  }
  if (isDocument(operand) && '$each' in operand && Object.keys(operand).length > 1) {
    throw new MongoError('BadValue', `Found unexpected fields after $each in $addToSet`);
  }
  return (target) => {
    const value = target.get();
    if (value !== undefined && !Array.isArray(value)) {
      throw new MongoError(
        'BadValue',
        `Cannot apply $addToSet to non-array field. Field named '${target.path}' has non-array type ${typeNameOf(value)}`,
      );
    }
    const elements: unknown[] = [...(value ?? [])];
    const known = new Set(elements.map(orderKey));
    for (const item of each) {
      const key = orderKey(item);
      if (known.has(key)) continue;
      known.add(key);
      elements.push(cloneValue(item));
    }
    target.set(elements);
  };
};

/** `$pop` */
export const pop: OperatorCompiler = (operand) => {
  const end = integerOf(operand);
  if (end !== 1 && end !== -1)
    throw new MongoError('FailedToParse', `$pop expects 1 or -1, found: ${String(operand)}`);
  return (target) => {
    const value = target.get();
    if (value === undefined) return;
    if (!Array.isArray(value)) {
      throw new MongoError(
        'TypeMismatch',
        `Path '${target.path}' contains an element of non-array type '${typeNameOf(value)}'`,
      );
    }
    if (value.length > 0) target.set(end === 1 ? value.slice(0, -1) : value.slice(1));
  };
};

/** `$pull` */
export const pull: OperatorCompiler = (operand) => pulling('$pull', pullTest(operand));

/** `$pullAll` */
export const pullAll: OperatorCompiler = (operand) => {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', `$pullAll requires an array argument`);
  return pulling('$pullAll', (element) => operand.some((item) => equalValues(item, element)));
};

function pulling(operator: string, test: ValueTest): ReturnType<OperatorCompiler> {
  return (target) => {
    const value = target.get();
    if (value === undefined) return;
    if (!Array.isArray(value))
      throw new MongoError('BadValue', `Cannot apply ${operator} to a non-array value`);
    const kept = value.filter((element) => !test(element));
    if (kept.length < value.length) target.set(kept);
  };
}

/** A document describes elements that are documents; operators, a pattern or a value describe any element. */
function pullTest(operand: unknown): ValueTest {
  if (isRegex(operand) || (isOperators(operand) && !isLogical(operand))) {
    const conditions = conditionsOf(operand, compileFilter);
    return (element) =>
      conditions.every((condition) =>
        condition((test, leaf) => someValue({ element }, ['element'], leaf, test)),
      );
  }
  if (!isDocument(operand)) return (element) => equalValues(element, operand);
  const matcher = compileFilter(operand);
  return (element) => isDocument(element) && matcher.matches(element);
}
