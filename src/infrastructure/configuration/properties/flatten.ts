import type { PropertyValue } from './properties.js';

/**
 * A tree as flat properties, the way Spring does it: `a.b`, `a[0]`; a name that begins with a bracket is joined without
 * a dot; null and an empty list become an empty text, an empty object nothing, a number beyond 2^53 a text.
 */
export function flatten(tree: object): Map<string, PropertyValue> {
  const properties = new Map<string, PropertyValue>();
  for (const [name, value] of Object.entries(tree)) visit(name, value, properties);
  return properties;
}

function visit(key: string, value: unknown, into: Map<string, PropertyValue>): void {
  if (Array.isArray(value)) {
    if (value.length === 0) into.set(key, '');
    for (const [index, item] of value.entries()) visit(`${key}[${index}]`, item, into);
  } else if (value instanceof Map) {
    for (const [name, member] of value) visit(joined(key, String(name)), member, into);
  } else if (value instanceof Date) {
    into.set(key, value.toISOString());
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) visit(joined(key, name), member, into);
  } else if (typeof value === 'bigint') {
    into.set(key, Number.isSafeInteger(Number(value)) ? Number(value) : String(value));
  } else if (typeof value === 'number' || typeof value === 'boolean') {
    into.set(key, value);
  } else {
    into.set(key, value === null || value === undefined ? '' : String(value));
  }
}

function joined(key: string, name: string): string {
  return name.startsWith('[') ? `${key}${name}` : `${key}.${name}`;
}
