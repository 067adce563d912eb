import { BSONRegExp, BSONSymbol } from 'bson';
import { MongoError } from '../mongo-error.js';
import type { ValueTest } from './path.js';

/** Whether the value is a regular expression. */
export function isRegex(value: unknown): value is BSONRegExp {
  return value instanceof BSONRegExp;
}

/**
 * A test for strings that match. PCRE patterns run on JavaScript's engine: what it does not know is refused.
 * @throws MongoError Location51091 for a pattern or option that cannot be compiled
 */
export function regexTest(pattern: string, options: string): ValueTest {
  const regex = compileRegex(pattern, options);
  return (value) => {
    if (typeof value === 'string') return regex.test(value);
    if (value instanceof BSONSymbol) return regex.test(value.value);
    return isRegex(value) && value.pattern === pattern && value.options === options;
  };
}

/** @throws MongoError Location51091, BadValue for an unknown option */
export function compileRegex(pattern: string, options: string): RegExp {
  const inline = /^\(\?([ims]+)\)/.exec(pattern);
  const source = inline === null ? pattern : pattern.slice(inline[0].length);
  const flags = new Set(options + (inline?.[1] ?? ''));
  for (const flag of flags) {
    if (flag === 'x')
      throw new MongoError('InvalidOptions', "the regular expression option 'x' is not supported");
    if (!'imsu'.includes(flag))
      throw new MongoError({ code: 51108 }, `invalid flag in regex options: ${flag}`);
  }
  flags.delete('u');
  const plain = [...flags].join('');
  try {
    return new RegExp(source, `${plain}u`);
  } catch {
    try {
      return new RegExp(source, plain);
    } catch (error) {
      throw new MongoError({ code: 51091 }, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
}
