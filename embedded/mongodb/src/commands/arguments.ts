import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { integerOf, isNumeric, numberOf } from '../bson/numbers.js';
import { typeNameOf } from '../bson/value-type.js';
import { MongoError } from '../mongo-error.js';

/** The collection a command names in its first field. @throws MongoError InvalidNamespace */
export function collectionName(body: Document, command: string): string {
  const name = body[command];
  if (typeof name !== 'string') {
    throw new MongoError('InvalidNamespace', `collection name has invalid type ${typeNameOf(name)}`);
  }
  if (name === '' || /^\.|[$\0]/.test(name))
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${String(body['$db'])}.${name}'`);
  return name;
}

/** An optional document. @throws MongoError TypeMismatch */
export function documentArgument(body: Document, name: string): Document | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isDocument(value)) throw wrongType(name, value, 'object');
  return value;
}

/** An optional list. @throws MongoError TypeMismatch */
export function arrayArgument(body: Document, name: string): unknown[] | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrongType(name, value, 'array');
  return value;
}

/** An optional truth value; numbers count too. @throws MongoError TypeMismatch */
export function booleanArgument(body: Document, name: string): boolean | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (isNumeric(value)) return numberOf(value) !== 0;
  if (typeof value !== 'boolean') throw wrongType(name, value, 'bool');
  return value;
}

/** An optional whole number, not negative. @throws MongoError TypeMismatch, BadValue */
export function sizeArgument(body: Document, name: string): number | undefined {
  const value = body[name];
  if (value === undefined || value === null) return undefined;
  if (!isNumeric(value)) throw wrongType(name, value, 'number');
  const integer = integerOf(value);
  if (integer === undefined) throw new MongoError('BadValue', `'${name}' must be a whole number`);
  if (integer < 0)
    throw new MongoError(
      { code: 51024 },
      `BSON field '${name}' value must be >= 0, actual value '${integer}'`,
    );
  return integer;
}

function wrongType(name: string, value: unknown, expected: string): MongoError {
  return new MongoError(
    'TypeMismatch',
    `BSON field '${name}' is the wrong type '${typeNameOf(value)}', expected type '${expected}'`,
  );
}
