import { stringify as stringifyProperties } from 'dot-properties';
import { parse, stringify } from 'yaml';
import { resolvePlaceholders } from '../../../infrastructure/configuration/properties/placeholders.js';
import type {
  Properties,
  PropertyValue,
} from '../../../infrastructure/configuration/properties/properties.js';
import { treeOf } from '../../../infrastructure/configuration/properties/tree-of.js';

/** The forms in which all properties of an application can be had at once. */
export type Format = 'yml' | 'yaml' | 'properties' | 'json';

/** A text with its media type. */
export interface Representation {
  readonly contentType: string;
  readonly text: string;
}

const PLAIN = 'text/plain; charset=utf-8';

/** The properties, sorted by key, in this form. @param resolve whether placeholders are replaced */
export function represent(properties: Properties, format: Format, resolve: boolean): Representation {
  const sorted = [...properties].sort(([one], [other]) => (one < other ? -1 : 1));
  const valueOf = (value: PropertyValue): PropertyValue =>
    resolve && typeof value === 'string' ? resolvePlaceholders(value, (key) => properties.get(key)) : value;
  const values = sorted.map(([key, value]) => [key, valueOf(value)] as const);
  switch (format) {
    case 'json':
      return { contentType: 'application/json', text: JSON.stringify(treeOf(new Map(values))) };
    case 'properties':
      return { contentType: PLAIN, text: propertiesText(values) };
    default:
      return { contentType: PLAIN, text: yamlText(new Map(values), properties) };
  }
}

function propertiesText(values: readonly (readonly [string, PropertyValue])[]): string {
  const lines = values.map(([key, value]) => [key, String(value)]);
  return lines.length === 0
    ? ''
    : stringifyProperties(lines, { keySep: ': ', latin1: false, lineWidth: null });
}

/** A document that is no object stands for itself. What a placeholder stands for is a number where it looks like one. */
function yamlText(values: Properties, originals: Properties): string {
  const typed = [...values].map(([key, value]): [string, PropertyValue] => [
    key,
    value !== originals.get(key) ? scalarOf(String(value)) : value,
  ]);
  const tree = treeOf(new Map(typed));
  const isBare = Object.keys(tree).length === 1 && 'document' in tree;
  return stringify(isBare ? tree['document'] : tree, { lineWidth: 0, version: '1.1' });
}

function scalarOf(text: string): PropertyValue {
  if (!/^(true|false|-?\d{1,15}(\.\d{1,15})?)$/.test(text)) return text;
  return parse(text) as PropertyValue;
}
