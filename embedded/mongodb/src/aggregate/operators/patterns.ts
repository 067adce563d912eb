import type { Document } from '../../bson/document.js';
import { MongoError } from '../../mongo-error.js';
import { compileRegex, isRegex } from '../../query/regex.js';
import type { ExpressionOperator, Scope } from '../scope.js';
import { isNil, named } from './operands.js';
import { lengthInPoints, requireText } from './text.js';

/** An operator that applies a pattern to a text; `nothing` is its result where either is null or missing. */
function matching(
  nothing: () => unknown,
  apply: (text: string, regex: RegExp) => unknown,
): ExpressionOperator {
  return (operand, compile, name) => {
    const { input, regex, options } = named(operand, compile, name, ['input', 'regex'], ['options']);
    return (scope: Scope) => {
      const value = input!(scope);
      const pattern = regex!(scope);
      const flags = options?.(scope);
      if (!isNil(value)) requireText(name, value, 51104);
      const compiled = isNil(pattern) ? undefined : patternOf(name, pattern, flags);
      return isNil(value) || compiled === undefined ? nothing() : apply(value as string, compiled);
    };
  };
}

function patternOf(name: string, pattern: unknown, options: unknown): RegExp {
  const flags = isNil(options) ? '' : requireText(name, options, 51106);
  if (!isRegex(pattern)) return global(compileRegex(requireText(name, pattern, 51105), flags));
  if (flags !== '' && pattern.options !== '')
    throw new MongoError(
      { code: 51107 },
      `${name}: found regex option(s) specified in both 'regex' and 'option' fields`,
    );
  return global(compileRegex(pattern.pattern, flags + pattern.options));
}

function global(regex: RegExp): RegExp {
  return new RegExp(regex.source, `${regex.flags}g`);
}

function described(text: string, match: RegExpExecArray): Document {
  return {
    match: match[0],
    idx: lengthInPoints(text.slice(0, match.index)),
    captures: match.slice(1).map((capture) => capture ?? null),
  };
}

/** The operators that go by regular expressions. */
export const patternOperators: Readonly<Record<string, ExpressionOperator>> = {
  $regexMatch: matching(
    () => false,
    (text, regex) => regex.test(text),
  ),
  $regexFind: matching(
    () => null,
    (text, regex) => {
      const match = regex.exec(text);
      return match === null ? null : described(text, match);
    },
  ),
  $regexFindAll: matching(
    () => [],
    (text, regex) =>
      [...text.matchAll(regex)]
        .filter((match) => match[0] !== '' || match.index < text.length)
        .map((match) => described(text, match)),
  ),
};
