import { MaxKey, MinKey } from 'bson';
import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { compareValues, equalValues, isNaNValue, sameBracket } from '../bson/compare.js';
import { integerOf, isNumeric, numberOf, wholePart } from '../bson/numbers.js';
import { orderKey } from '../bson/order-key.js';
import { typeNameOf } from '../bson/value-type.js';
import { MongoError } from '../mongo-error.js';
import { bitsTest } from './bits.js';
import type { LeafArrays, ValueTest } from './path.js';
import { isRegex, regexTest } from './regex.js';
import { typesOf } from './type-alias.js';

/** Says whether some value of a path passes a test. */
export type Quantifier = (test: ValueTest, leaf: LeafArrays) => boolean;

/** One condition on a path. */
export type Condition = (someValue: Quantifier) => boolean;

/** Compiles the filters inside operators. */
export type FilterCompiler = (filter: Document) => { matches(document: Document): boolean };

/** Whether a query operand is a list of operators (`{ $gt: 1 }`) and not a value to be equal to. */
export function isOperators(operand: unknown): operand is Document {
  if (!isDocument(operand)) return false;
  const first = Object.keys(operand)[0];
  return (
    first !== undefined && first.startsWith('$') && first !== '$ref' && first !== '$id' && first !== '$db'
  );
}

/** The conditions of what stands behind a path in a filter. @throws MongoError BadValue and others for what is wrong */
export function conditionsOf(operand: unknown, compile: FilterCompiler): Condition[] {
  if (isRegex(operand)) return [some(regexTest(operand.pattern, operand.options))];
  if (!isOperators(operand)) return [some(equality(operand))];
  return Object.keys(operand).flatMap((operator) =>
    conditionOf(operator, operand[operator], operand, compile),
  );
}

function conditionOf(
  operator: string,
  operand: unknown,
  all: Document,
  compile: FilterCompiler,
): Condition[] {
  switch (operator) {
    case '$eq':
      return [some(equality(operand))];
    case '$ne':
      if (isRegex(operand)) throw new MongoError('BadValue', "Can't have regex as arg to $ne.");
      return [none(equality(operand))];
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      if (isRegex(operand))
        throw new MongoError('BadValue', `Can't have RegEx as arg to predicate over field.`);
      return [some(range(operator, operand))];
    case '$in':
      return [some(membership(operator, operand))];
    case '$nin':
      return [none(membership(operator, operand))];
    case '$not':
      return [negation(operand, compile)];
    case '$exists':
      return [isTrue(operand) ? some(isPresent) : none(isPresent)];
    case '$type': {
      const types = typesOf(operand);
      return [some((value) => value !== undefined && types.has(typeNameOf(value)))];
    }
    case '$size':
      return [some(sizeTest(operand), 'whole')];
    case '$all':
      return allConditions(operand, compile);
    case '$elemMatch':
      return [some(elementTest(operand, compile), 'whole')];
    case '$mod':
      return [some(modulo(operand))];
    case '$regex':
      return [some(regexOperator(operand, all['$options']))];
    case '$options':
      if (all['$regex'] === undefined) throw new MongoError('BadValue', '$options needs a $regex');
      return [];
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return [some(bitsTest(operator, operand))];
    case '$comment':
      return [];
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
    case '$within':
      throw new MongoError('CommandNotSupported', `${operator} is not supported`);
    default:
      throw new MongoError('BadValue', `unknown operator: ${operator}`);
  }
}

function some(test: ValueTest, leaf: LeafArrays = 'expand'): Condition {
  return (someValue) => someValue(test, leaf);
}

function none(test: ValueTest): Condition {
  return (someValue) => !someValue(test, 'expand');
}

/** Equality with null also takes a missing field. */
export function equality(operand: unknown): ValueTest {
  if (typeof operand === 'string')
    return (value) => value === operand || (value !== undefined && equalValues(value, operand));
  if (operand === null) return (value) => value === null || value === undefined;
  const key = orderKey(operand);
  return (value) => value !== undefined && orderKey(value) === key;
}

function isPresent(value: unknown): boolean {
  return value !== undefined;
}

function isTrue(operand: unknown): boolean {
  return isNumeric(operand) ? numberOf(operand) !== 0 : operand !== false && operand !== null;
}

function range(operator: string, operand: unknown): ValueTest {
  const inclusive = operator.endsWith('e');
  if (operand === null) return inclusive ? equality(null) : () => false;
  if (isNaNValue(operand)) return inclusive ? isNaNValue : () => false;
  const passes =
    operator[1] === 'g'
      ? (order: number): boolean => order > 0 || (inclusive && order === 0)
      : (order: number): boolean => order < 0 || (inclusive && order === 0);
  if (operand instanceof MinKey || operand instanceof MaxKey) {
    return (value) => passes(compareValues(value, operand));
  }
  return (value) =>
    value !== undefined &&
    sameBracket(value, operand) &&
    !isNaNValue(value) &&
    passes(compareValues(value, operand));
}

function membership(operator: string, operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', `${operator} needs an array`);
  const keys = new Set<string>();
  const patterns: ValueTest[] = [];
  for (const item of operand) {
    if (isRegex(item)) patterns.push(regexTest(item.pattern, item.options));
    else if (isOperators(item)) throw new MongoError('BadValue', `cannot nest $ under ${operator}`);
    else keys.add(orderKey(item));
  }
  return (value) => keys.has(orderKey(value)) || patterns.some((test) => test(value));
}

function negation(operand: unknown, compile: FilterCompiler): Condition {
  if (!isRegex(operand) && !isDocument(operand))
    throw new MongoError('BadValue', '$not needs a regex or a document');
  if (isDocument(operand) && !isOperators(operand))
    throw new MongoError('BadValue', '$not needs operators in its document');
  const conditions = conditionsOf(operand, compile);
  return (someValue) => !conditions.every((condition) => condition(someValue));
}

/** Judges a value by itself, not as the end of a path. */
function singleValueTest(conditions: readonly Condition[]): ValueTest {
  return (value) => conditions.every((condition) => condition((test) => test(value)));
}

function sizeTest(operand: unknown): ValueTest {
  const size = integerOf(operand);
  if (size === undefined) throw new MongoError('BadValue', 'Failed to parse $size. Expected an integer');
  if (size < 0) throw new MongoError('BadValue', 'Failed to parse $size. Expected a non-negative number');
  return (value) => Array.isArray(value) && value.length === size;
}

function allConditions(operand: unknown, compile: FilterCompiler): Condition[] {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', '$all needs an array');
  if (operand.length === 0) return [some(() => false)];
  return operand.map((item) => {
    if (isDocument(item) && Object.keys(item)[0] === '$elemMatch')
      return some(elementTest(item['$elemMatch'], compile), 'whole');
    if (isOperators(item)) throw new MongoError('BadValue', 'no $ expressions in $all');
    return some(isRegex(item) ? regexTest(item.pattern, item.options) : equality(item));
  });
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr', '$where']);

/** Whether a document of operators is a whole filter (`{ $or: … }`), not conditions on one value. */
export function isLogical(operand: Document): boolean {
  return LOGICAL.has(Object.keys(operand)[0]!);
}

/** The test of `$elemMatch`: of an array that has an element as described. @throws MongoError BadValue */
function elementTest(operand: unknown, compile: FilterCompiler): ValueTest {
  if (!isDocument(operand)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  const matches = elementMatcher(operand, compile);
  return (value) => Array.isArray(value) && value.some(matches);
}

/** Judges one element of an array by the operand of `$elemMatch`; an inner array counts as a document of its positions. */
export function elementMatcher(operand: Document, compile: FilterCompiler): ValueTest {
  if (isOperators(operand) && !isLogical(operand)) return singleValueTest(conditionsOf(operand, compile));
  const matcher = compile(operand);
  return (element) =>
    isDocument(element)
      ? matcher.matches(element)
      : Array.isArray(element) && matcher.matches({ ...(element as unknown[]) } as Document);
}

function modulo(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw new MongoError('BadValue', 'malformed mod, needs to be an array');
  if (operand.length !== 2) {
    throw new MongoError(
      'BadValue',
      operand.length < 2 ? 'malformed mod, not enough elements' : 'malformed mod, too many elements',
    );
  }
  const [divisor, remainder] = operand.map(wholePart);
  if (divisor === undefined) throw new MongoError('BadValue', 'malformed mod, divisor not a number');
  if (remainder === undefined) throw new MongoError('BadValue', 'malformed mod, remainder not a number');
  if (divisor === 0n) throw new MongoError('BadValue', 'divisor cannot be 0');
  return (value) => {
    const whole = wholePart(value);
    return whole !== undefined && whole % divisor === remainder;
  };
}

function regexOperator(operand: unknown, options: unknown): ValueTest {
  if (options !== undefined && typeof options !== 'string')
    throw new MongoError('BadValue', '$options has to be a string');
  if (typeof operand === 'string') return regexTest(operand, options ?? '');
  if (isRegex(operand)) {
    if (options !== undefined && operand.options !== '')
      throw new MongoError({ code: 51075 }, 'options set in both $regex and $options');
    return regexTest(operand.pattern, options ?? operand.options);
  }
  throw new MongoError('BadValue', '$regex has to be a string');
}
