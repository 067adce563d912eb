/** A decoded BSON document. Values are those of {@link decodeDocument}. */
export type Document = { [field: string]: unknown };

/** Where {@link decodeDocument} keeps the order of fields that a JavaScript object would reorder. */
export const FIELD_ORDER: unique symbol = Symbol('field order');

const INTEGER_NAME = /^(?:0|[1-9]\d*)$/;

/** Whether JavaScript would list this property before all others, whatever the order of assignment. */
export function isIntegerName(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && INTEGER_NAME.test(name);
}

/** Whether `value` is an embedded document (not an array, nor one of the BSON value classes). */
export function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The field names of `document` in BSON order. */
export function fieldNames(document: Document): string[] {
  const order = (document as { [FIELD_ORDER]?: string[] })[FIELD_ORDER];
  const names = Object.keys(document);
  if (order === undefined) return names;
  const known = order.filter((name) => Object.hasOwn(document, name));
  const seen = new Set(known);
  return known.concat(names.filter((name) => !seen.has(name)));
}

/** Sets `field` as an own property, also where the name means something to JavaScript. */
export function setField(document: Document, field: string, value: unknown): void {
  if (field === '__proto__') {
    Object.defineProperty(document, field, { value, enumerable: true, writable: true, configurable: true });
    return;
  }
  if (isIntegerName(field) && !Object.hasOwn(document, field)) {
    const ordered = document as { [FIELD_ORDER]?: string[] };
    Object.defineProperty(ordered, FIELD_ORDER, {
      value: [...fieldNames(document), field],
      enumerable: false,
      writable: true,
      configurable: true,
    });
  }
  document[field] = value;
}

/** The value of an own field, `undefined` when it is missing. */
export function getField(document: Document, field: string): unknown {
  const value = document[field];
  return value === undefined || Object.hasOwn(document, field) ? value : undefined;
}
