import { Decimal128, Double, ObjectId } from 'bson';
import { createRequire } from 'node:module';
import type * as MingoCore from 'mingo/core';
import type { Document } from '../../bson/document.js';
import { fieldNames, isDocument } from '../../bson/document.js';
import { doubleValue } from '../../bson/numbers.js';
import { MongoError } from '../../mongo-error.js';
import { compileRegex, isRegex } from '../../query/regex.js';
import type { Expression, ExpressionOperator } from '../scope.js';

/** Operators on strings, dates and bits that see plain values only: these are mingo's. */
const PLAIN = [
  '$concat',
  '$split',
  '$substr',
  '$substrBytes',
  '$substrCP',
  '$toUpper',
  '$toLower',
  '$trim',
  '$ltrim',
  '$rtrim',
  '$strcasecmp',
  '$strLenBytes',
  '$strLenCP',
  '$indexOfBytes',
  '$replaceOne',
  '$replaceAll',
  '$regexMatch',
  '$regexFind',
  '$regexFindAll',
  '$range',
  '$zip',
  '$bitAnd',
  '$bitOr',
  '$bitXor',
  '$bitNot',
  '$dateAdd',
  '$dateSubtract',
  '$dateDiff',
  '$dateTrunc',
  '$dateFromParts',
  '$dateToParts',
  '$dateFromString',
  '$dateToString',
  '$year',
  '$month',
  '$week',
  '$dayOfMonth',
  '$dayOfWeek',
  '$dayOfYear',
  '$hour',
  '$minute',
  '$second',
  '$millisecond',
  '$isoDayOfWeek',
  '$isoWeek',
  '$isoWeekYear',
] as const;

/** Functions whose results are doubles, also when they are whole. */
const DOUBLES = [
  '$sqrt',
  '$exp',
  '$ln',
  '$log',
  '$log10',
  '$sin',
  '$cos',
  '$tan',
  '$asin',
  '$acos',
  '$atan',
  '$atan2',
  '$sinh',
  '$cosh',
  '$tanh',
  '$asinh',
  '$acosh',
  '$atanh',
  '$degreesToRadians',
  '$radiansToDegrees',
] as const;

type MingoOperator = (document: unknown, expression: unknown, options: object) => unknown;

interface Mingo {
  readonly operators: Readonly<Record<string, MingoOperator>>;
  readonly options: object;
}

let loaded: Mingo | undefined;

/** Loaded when it is first needed: its hundreds of modules would double the time a server takes to start. */
function mingo(): Mingo {
  if (loaded === undefined) {
    const require = createRequire(import.meta.url);
    const { Context, ProcessingMode } = require('mingo/core') as typeof MingoCore;
    const operators = require('mingo/operators/expression') as Record<string, never>;
    const options = {
      idKey: '_id',
      processingMode: ProcessingMode.CLONE_OFF,
      useStrictMode: true,
      scriptEnabled: false,
      failOnError: true,
      context: Context.init({ expression: operators }),
    };
    loaded = { operators, options };
  }
  return loaded;
}

function delegate(name: string, result: (value: unknown) => unknown): ExpressionOperator {
  return (operand, compile) => {
    const { operators, options } = mingo();
    const operator = operators[name]!;
    const prepare = preparer(operand, compile);
    return (scope) => {
      const prepared = prepare(scope);
      try {
        return result(operator({}, prepared, options) ?? null);
      } catch (error) {
        if (error instanceof MongoError) throw error;
        throw new MongoError('BadValue', `${name}: ${(error as Error).message.replace(/^mingo: /, '')}`);
      }
    };
  };
}

/** Evaluates the operands here, so that mingo sees values, never expressions. */
function preparer(operand: unknown, compile: (expression: unknown) => Expression): Expression {
  if (Array.isArray(operand)) {
    const items = operand.map(compile);
    return (scope) => items.map((item) => literal(item(scope)));
  }
  if (isDocument(operand) && !fieldNames(operand).some((name) => name.startsWith('$'))) {
    const parts = fieldNames(operand).map((name) => ({ name, value: compile(operand[name]) }));
    return (scope) => {
      const document: Document = {};
      for (const { name, value } of parts) document[name] = literal(value(scope));
      return document;
    };
  }
  const value = compile(operand);
  return (scope) => literal(value(scope));
}

function literal(value: unknown): unknown {
  return { $literal: plain(value) };
}

/** mingo knows JavaScript's values only. @throws MongoError for a value that would lose its meaning */
function plain(value: unknown): unknown {
  if (value instanceof Double) return value.value;
  if (typeof value === 'bigint') {
    if (BigInt(Number(value)) === value && Number.isSafeInteger(Number(value))) return Number(value);
    throw new MongoError('CommandNotSupported', 'this expression does not support integers beyond 53 bits');
  }
  if (value instanceof Decimal128)
    throw new MongoError('CommandNotSupported', 'this expression does not support decimals');
  if (value instanceof ObjectId) return value.getTimestamp();
  if (isRegex(value)) return compileRegex(value.pattern, value.options);
  return Array.isArray(value) ? value.map(plain) : value;
}

function asDouble(value: unknown): unknown {
  return typeof value === 'number' ? doubleValue(value) : value;
}

/** `$pow` of integers is an integer where it fits. */
const pow = delegate('$pow', (value) => value);

export const delegatedOperators: Readonly<Record<string, ExpressionOperator>> =
  Object.fromEntries<ExpressionOperator>([
    ...PLAIN.map((name): [string, ExpressionOperator] => [name, delegate(name, (value) => value)]),
    ...DOUBLES.map((name): [string, ExpressionOperator] => [name, delegate(name, asDouble)]),
    ['$pow', pow],
  ]);
