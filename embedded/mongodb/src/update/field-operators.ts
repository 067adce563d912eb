import { Timestamp } from 'bson';
import { compareValues } from '../bson/compare.js';
import { isDocument } from '../bson/document.js';
import { add, isNumeric, multiply } from '../bson/numbers.js';
import { typeNameOf } from '../bson/value-type.js';
import { MongoError } from '../mongo-error.js';
import type { OperatorCompiler } from './operator.js';
import { cloneValue } from './target.js';

/** `$set` */
export const set: OperatorCompiler = (value) => (target) => target.set(cloneValue(value));

/** `$setOnInsert` */
export const setOnInsert: OperatorCompiler = (value) => (target, context) => {
  if (context.inserting) target.set(cloneValue(value));
};

/** `$unset` */
export const unset: OperatorCompiler = () => (target) => target.unset();

/** `$inc` */
export const inc: OperatorCompiler = (amount, path) => {
  if (!isNumeric(amount))
    throw new MongoError('TypeMismatch', `Cannot increment with non-numeric argument: {${path}: …}`);
  return (target, context) => {
    const value = target.get();
    if (value === undefined) return target.set(amount);
    requireNumeric('$inc', value, target.path, context.id);
    target.set(add(value, amount));
  };
};

/** `$mul`: a missing field becomes zero, of the type of the factor. */
export const mul: OperatorCompiler = (factor, path) => {
  if (!isNumeric(factor))
    throw new MongoError('TypeMismatch', `Cannot multiply with non-numeric argument: {${path}: …}`);
  return (target, context) => {
    const value = target.get();
    if (value === undefined) return target.set(multiply(factor, 0));
    requireNumeric('$mul', value, target.path, context.id);
    target.set(multiply(value, factor));
  };
};

/** `$min` */
export const min: OperatorCompiler = (bound) => (target) => {
  const value = target.get();
  if (value === undefined || compareValues(bound, value) < 0) target.set(cloneValue(bound));
};

/** `$max` */
export const max: OperatorCompiler = (bound) => (target) => {
  const value = target.get();
  if (value === undefined || compareValues(bound, value) > 0) target.set(cloneValue(bound));
};

/** `$currentDate` */
export const currentDate: OperatorCompiler = (operand, path) => {
  const type = isDocument(operand)
    ? operand['$type']
    : operand === false || operand === true
      ? 'date'
      : undefined;
  if (type !== 'date' && type !== 'timestamp') {
    throw new MongoError(
      'BadValue',
      `'${path}' of $currentDate needs true, { $type: 'date' } or { $type: 'timestamp' }`,
    );
  }
  return (target, { now }) => {
    if (type === 'date') target.set(new Date(now));
    else target.set(new Timestamp({ t: Math.floor(now / 1000), i: 1 }));
  };
};

/** `$bit`: `and`, `or`, `xor` with integers. */
export const bit: OperatorCompiler = (operand, path) => {
  const entries = isDocument(operand) ? Object.entries(operand) : [];
  if (entries.length === 0) {
    throw new MongoError(
      'BadValue',
      `The $bit modifier is not compatible with a value that is not a document: {${path}: …}`,
    );
  }
  for (const [name, mask] of entries) {
    if (name !== 'and' && name !== 'or' && name !== 'xor') {
      throw new MongoError(
        'BadValue',
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}'`,
      );
    }
    if (!isInteger(mask))
      throw new MongoError('BadValue', 'The $bit modifier field must be an Integer(32/64 bit)');
  }
  return (target) => {
    let value: unknown = target.get() ?? 0;
    if (!isInteger(value)) {
      throw new MongoError(
        'BadValue',
        `Cannot apply $bit to a value of non-integral type. ${target.path} has type ${typeNameOf(value)}`,
      );
    }
    for (const [name, mask] of entries) value = combine(name, value, mask);
    target.set(value);
  };
};

function combine(operation: string, value: unknown, mask: unknown): unknown {
  const a = BigInt(value as number | bigint);
  const b = BigInt(mask as number | bigint);
  const result = operation === 'and' ? a & b : operation === 'or' ? a | b : a ^ b;
  return typeof value === 'bigint' || typeof mask === 'bigint' ? result : Number(result);
}

function isInteger(value: unknown): boolean {
  return typeof value === 'bigint' || typeNameOf(value) === 'int';
}

function requireNumeric(operator: string, value: unknown, path: string, id: unknown): void {
  if (isNumeric(value)) return;
  throw new MongoError(
    'TypeMismatch',
    `Cannot apply ${operator} to a value of non-numeric type. {_id: ${String(id)}} has the field '${path}' of non-numeric type ${typeNameOf(value)}`,
  );
}
