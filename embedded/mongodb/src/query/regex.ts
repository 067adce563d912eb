import { BSONRegExp, BSONSymbol } from 'bson';
import { MongoError } from '../mongo-error.js';
import type { ValueTest } from './path.js';
import { translatePattern } from './pcre.js';

/** Whether the value is a regular expression. */
export function isRegex(value: unknown): value is BSONRegExp {
  return value instanceof BSONRegExp;
}

/**
 * A test for strings that match.
 * @throws MongoError as {@link compileRegex}
 */
export function regexTest(pattern: string, options: string): ValueTest {
  const regex = compileRegex(pattern, options);
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    if (value instanceof BSONSymbol) return regex.test(value.value);
    return isRegex(value) && value.pattern === pattern && value.options === options;
  };
}

/**
 * A PCRE pattern for JavaScript's engine.
 * @throws MongoError Location51091 for a pattern that cannot be compiled, Location51108 for an unknown option,
 * CommandNotSupported for syntax that has no counterpart
 */
export function compileRegex(pattern: string, options: string): RegExp {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const source = inline === null ? pattern : pattern.slice(inline[0].length);
  const flags = new Set(options + (inline?.[1] ?? ''));
  for (const flag of flags) {
    if (flag === 'x')
      throw new MongoError('CommandNotSupported', "the regular expression option 'x' is not supported");
    if (!'imsu'.includes(flag))
      throw new MongoError({ code: 51108 }, `invalid flag in regex options: ${flag}`);
  }
  const translated = translatePattern(source, { multiline: flags.has('m'), dotAll: flags.has('s') });
  try {
    return new RegExp(translated, flags.has('i') ? 'iu' : 'u');
  } catch (error) {
    throw new MongoError({ code: 51091 }, `Regular expression is invalid: ${(error as Error).message}`);
  }
}
