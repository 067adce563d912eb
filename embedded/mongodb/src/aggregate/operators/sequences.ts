import { integerOf, isNumeric } from '../../bson/numbers.js';
import { isInt32, typeNameOf } from '../../bson/value-type.js';
import { MongoError } from '../../mongo-error.js';
import { isDocument } from '../../bson/document.js';
import type { ExpressionOperator } from '../scope.js';
import { isNil, named, ofList } from './operands.js';

/** MongoDB's limit for what one expression may take is 100 MB. */
const MOST_ELEMENTS = 4_000_000;

function range([from, to, by = 1]: unknown[]): unknown {
  const start = bound(from, 34443);
  const end = bound(to, 34445);
  const step = bound(by, 34447);
  if (step === 0) throw new MongoError({ code: 34449 }, '$range requires a non-zero step value');
  const length = Math.max(0, Math.ceil((end - start) / step));
  if (length > MOST_ELEMENTS)
    throw new MongoError({ code: 146, name: 'ExceededMemoryLimit' }, '$range would make too many elements');
  return Array.from({ length }, (_, i) => start + i * step);
}

/** `code` is the error for what is no number, the next one for a number that is no int. */
function bound(value: unknown, code: number): number {
  if (!isNumeric(value))
    throw new MongoError({ code }, `$range requires numeric arguments, found ${typeNameOf(value)}`);
  const integer = integerOf(value);
  if (integer === undefined || !isInt32(integer + 0))
    throw new MongoError(
      { code: code + 1 },
      '$range requires arguments that can be represented as 32-bit integers',
    );
  return integer + 0;
}

const zip: ExpressionOperator = (operand, compile, name) => {
  const given = isDocument(operand) ? operand : {};
  const { useLongestLength: longest = false, ...lists } = given;
  named(operand, compile, name, ['inputs'], ['useLongestLength', 'defaults']);
  if (typeof longest !== 'boolean') throw new MongoError({ code: 34463 }, 'useLongestLength must be a bool');
  const inputs = listOf(lists['inputs'], 34461, 'inputs').map(compile);
  const defaults = 'defaults' in lists ? listOf(lists['defaults'], 34462, 'defaults').map(compile) : [];
  if (inputs.length === 0) throw new MongoError({ code: 34465 }, '$zip requires at least one input array');
  if (defaults.length > 0 && !longest)
    throw new MongoError({ code: 34466 }, 'cannot specify defaults unless useLongestLength is true');
  if (defaults.length > 0 && defaults.length !== inputs.length)
    throw new MongoError({ code: 34467 }, 'defaults and inputs must have the same length');
  return (scope) => {
    const values = inputs.map((input) => input(scope));
    if (values.some(isNil)) return null;
    const arrays = values.map((value) => {
      if (!Array.isArray(value))
        throw new MongoError(
          { code: 34468 },
          `$zip found a non-array expression in input: ${typeNameOf(value)}`,
        );
      return value as unknown[];
    });
    const lengths = arrays.map(({ length }) => length);
    const fillers = defaults.map((filler) => filler(scope) ?? null);
    return Array.from({ length: longest ? Math.max(...lengths) : Math.min(...lengths) }, (_, at) =>
      arrays.map((array, i) => (at < array.length ? array[at] : (fillers[i] ?? null))),
    );
  };
};

function listOf(value: unknown, code: number, name: string): unknown[] {
  if (!Array.isArray(value)) throw new MongoError({ code }, `${name} must be an array of expressions`);
  return value;
}

/** The operators that make arrays of numbers, and of other arrays' elements. */
export const sequenceOperators: Readonly<Record<string, ExpressionOperator>> = {
  $range: ofList(2, 3, range),
  $zip: zip,
};
