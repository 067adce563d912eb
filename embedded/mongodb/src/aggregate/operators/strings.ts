import { integerOf } from '../../bson/numbers.js';
import { MongoError } from '../../mongo-error.js';
import type { ExpressionOperator } from '../scope.js';
import { isNil, named, ofList, ofOne } from './operands.js';
import { asText, lengthInPoints, requireText } from './text.js';

function concat(values: unknown[]): unknown {
  if (values.some(isNil)) return null;
  return values.map((value) => requireText('$concat', value, 16702)).join('');
}

function split([value, separator]: unknown[]): unknown {
  if (isNil(value) || isNil(separator)) return null;
  const text = requireText('$split', value, 40085);
  const by = requireText('$split', separator, 40086);
  if (by === '') throw new MongoError({ code: 40087 }, '$split requires a non-empty separator');
  return text.split(by);
}

function position(operator: string, value: unknown, code: number): number {
  const integer = integerOf(value);
  if (integer === undefined)
    throw new MongoError({ code }, `${operator} requires whole numbers as positions`);
  return integer;
}

/** A negative length takes the rest. Bytes are cut between characters only. */
function substrBytes([value, from, count]: unknown[]): unknown {
  const bytes = Buffer.from(asText(value));
  const start = position('$substrBytes', from, 16034);
  const length = position('$substrBytes', count, 16035);
  if (start < 0) throw new MongoError({ code: 50752 }, '$substrBytes: starting index must be non-negative');
  const end = length < 0 ? bytes.length : Math.min(start + length, bytes.length);
  if (isInside(bytes, start))
    throw new MongoError(
      { code: 28656 },
      '$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.',
    );
  if (isInside(bytes, end))
    throw new MongoError(
      { code: 28657 },
      '$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.',
    );
  return bytes.toString('utf8', start, end);
}

function isInside(bytes: Buffer, at: number): boolean {
  return at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
}

function substrPoints([value, from, count]: unknown[]): unknown {
  const text = asText(value);
  const start = position('$substrCP', from, 34450);
  const length = position('$substrCP', count, 34452);
  if (length < 0) throw new MongoError({ code: 34454 }, '$substrCP: length must be a nonnegative integer.');
  if (start < 0)
    throw new MongoError({ code: 34455 }, '$substrCP: the starting index must be nonnegative integer.');
  return [...text].slice(start, start + length).join('');
}

/** Only the letters of ASCII have cases here, as in MongoDB. */
function upper(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}

function lower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function compareWithoutCase([a, b]: unknown[]): unknown {
  return Math.sign(Buffer.compare(Buffer.from(upper(asText(a))), Buffer.from(upper(asText(b)))));
}

const BLANKS = new Set(
  '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
);

function trimming(atStart: boolean, atEnd: boolean): ExpressionOperator {
  return (operand, compile, name) => {
    const { input, chars } = named(operand, compile, name, ['input'], ['chars']);
    return (scope) => {
      const value = input!(scope);
      const unwanted = chars?.(scope);
      if (isNil(value) || (chars !== undefined && isNil(unwanted))) return null;
      const points = [...requireText(name, value, 50699)];
      const set = chars === undefined ? BLANKS : new Set(requireText(name, unwanted, 50700));
      const isWanted = (point: string): boolean => !set.has(point);
      const first = atStart ? points.findIndex(isWanted) : 0;
      const last = atEnd ? points.findLastIndex(isWanted) : points.length - 1;
      return first < 0 ? '' : points.slice(first, last + 1).join('');
    };
  };
}

/** The position, in the unit `measure` counts, of one text in another. */
function indexIn(name: string, code: number, measure: (text: string) => number): ExpressionOperator {
  return ofList(2, 4, ([value, wanted, from, to]) => {
    if (isNil(value)) return null;
    const text = requireText(name, value, code);
    const search = requireText(name, wanted, code + 1);
    const start = from === undefined ? 0 : position(name, from, code + 4);
    const end = to === undefined ? measure(text) : position(name, to, code + 4);
    if (start < 0 || end < 0) throw new MongoError({ code: 40097 }, `${name} requires nonnegative positions`);
    if (start > measure(text)) return -1;
    for (let at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + 1)) {
      const found = measure(text.slice(0, at));
      if (found >= start && found + measure(search) <= end) return found;
      if (at >= text.length) break;
    }
    return -1;
  });
}

function replacing(replace: (text: string, find: string, replacement: string) => string): ExpressionOperator {
  return (operand, compile, name) => {
    const { input, find, replacement } = named(operand, compile, name, ['input', 'find', 'replacement']);
    return (scope) => {
      const values = [input!(scope), find!(scope), replacement!(scope)];
      if (values.some(isNil)) {
        values.forEach((value, i) => isNil(value) || requireText(name, value, 51746 - i));
        return null;
      }
      const [text, wanted, other] = values.map((value, i) => requireText(name, value, 51746 - i));
      return replace(text!, wanted!, other!);
    };
  };
}

/** An empty text is found in front of every character. */
function replaceAll(text: string, find: string, replacement: string): string {
  if (find !== '') return text.split(find).join(replacement);
  return [...text].map((point) => replacement + point).join('') + replacement;
}

/** `$concat` and the other operators on strings. */
export const stringOperators: Readonly<Record<string, ExpressionOperator>> = {
  $concat: ofList(0, undefined, concat),
  $split: ofList(2, 2, split),
  $substr: ofList(3, 3, substrBytes),
  $substrBytes: ofList(3, 3, substrBytes),
  $substrCP: ofList(3, 3, substrPoints),
  $toUpper: ofOne((value) => upper(asText(value))),
  $toLower: ofOne((value) => lower(asText(value))),
  $trim: trimming(true, true),
  $ltrim: trimming(true, false),
  $rtrim: trimming(false, true),
  $strcasecmp: ofList(2, 2, compareWithoutCase),
  $strLenBytes: ofOne((value) => Buffer.byteLength(requireText('$strLenBytes', value, 34473))),
  $strLenCP: ofOne((value) => lengthInPoints(requireText('$strLenCP', value, 34471))),
  $indexOfBytes: indexIn('$indexOfBytes', 40091, Buffer.byteLength),
  $indexOfCP: indexIn('$indexOfCP', 40093, lengthInPoints),
  $replaceOne: replacing((text, find, replacement) => text.replace(find, () => replacement)),
  $replaceAll: replacing(replaceAll),
};
