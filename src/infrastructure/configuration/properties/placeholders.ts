import type { PropertyValue } from './properties.js';

const DEEPEST = 16;

/**
 * A text with `${key}` and `${key:default}` replaced; defaults may hold further ones, and so may what a key stands for.
 * What nobody knows, and what refers to itself, stays as it is. `\${` stands for `${`.
 */
export function resolvePlaceholders(
  text: string,
  valueOf: (key: string) => PropertyValue | undefined,
): string {
  return resolve(text, valueOf, []);
}

function resolve(
  text: string,
  valueOf: (key: string) => PropertyValue | undefined,
  within: readonly string[],
): string {
  let resolved = '';
  let rest = text;
  for (;;) {
    const start = rest.indexOf('${');
    if (start < 0) return resolved + rest;
    if (rest[start - 1] === '\\') {
      resolved += `${rest.slice(0, start - 1)}\${`;
      rest = rest.slice(start + 2);
      continue;
    }
    const end = endOf(rest, start + 2);
    if (end < 0) return resolved + rest;
    const inner = rest.slice(start + 2, end);
    resolved += rest.slice(0, start) + (replacement(inner, valueOf, within) ?? rest.slice(start, end + 1));
    rest = rest.slice(end + 1);
  }
}

function replacement(
  inner: string,
  valueOf: (key: string) => PropertyValue | undefined,
  within: readonly string[],
): string | undefined {
  if (within.length >= DEEPEST) return undefined;
  const expression = resolve(inner, valueOf, within);
  const colon = expression.indexOf(':');
  const key = colon < 0 ? expression : expression.slice(0, colon);
  if (within.includes(key)) return undefined;
  const value = valueOf(key);
  if (value !== undefined) return resolve(String(value), valueOf, [...within, key]);
  return colon < 0 ? undefined : expression.slice(colon + 1);
}

/** The index of the brace that closes the placeholder whose inside begins at `from`, or -1. */
function endOf(text: string, from: number): number {
  let depth = 0;
  for (let index = from; index < text.length; index += 1) {
    if (text.startsWith('${', index)) depth += 1;
    else if (text[index] === '}') {
      if (depth === 0) return index;
      depth -= 1;
    }
  }
  return -1;
}
