import type { Document } from '../bson/document.js';
import { fieldNames, isDocument } from '../bson/document.js';
import { equalValues } from '../bson/compare.js';
import { MongoError } from '../mongo-error.js';
import { numberOf } from '../bson/numbers.js';
import type { IndexField } from './index-keys.js';

/** An index as `createIndexes` asks for it. */
export interface IndexDefinition {
  readonly name: string;
  readonly key: Document;
  readonly fields: readonly IndexField[];
  readonly unique: boolean;
  readonly sparse: boolean;
  readonly hidden: boolean;
  readonly partialFilter: Document | undefined;
}

const KNOWN = new Set([
  'key',
  'name',
  'unique',
  'sparse',
  'hidden',
  'partialFilterExpression',
  'v',
  'background',
  'ns',
  'collation',
]);
const REFUSED = new Set([
  'expireAfterSeconds',
  'weights',
  'default_language',
  'language_override',
  'textIndexVersion',
  '2dsphereIndexVersion',
  'bits',
  'min',
  'max',
  'bucketSize',
  'storageEngine',
  'wildcardProjection',
  'prepareUnique',
  'clustered',
]);

/**
 * Reads an index specification.
 * @throws MongoError CannotCreateIndex, InvalidIndexSpecificationOption, InvalidOptions
 */
export function parseIndex(spec: Document): IndexDefinition {
  const key = spec['key'];
  if (!isDocument(key))
    throw new MongoError('FailedToParse', "The 'key' field of an index specification must be an object");
  if (typeof spec['name'] !== 'string' || spec['name'] === '') {
    throw new MongoError(
      'FailedToParse',
      "The 'name' field is a required property of an index specification",
    );
  }
  for (const option of Object.keys(spec)) {
    if (REFUSED.has(option))
      throw new MongoError('InvalidOptions', `index option '${option}' is not supported`);
    if (!KNOWN.has(option)) {
      throw new MongoError(
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an index specification`,
      );
    }
  }
  requireSimpleCollation(spec['collation']);
  const partialFilter = spec['partialFilterExpression'];
  if (partialFilter !== undefined && !isDocument(partialFilter)) {
    throw new MongoError('CannotCreateIndex', "'partialFilterExpression' for an index has to be a document");
  }
  const sparse = switchOf(spec, 'sparse');
  if (sparse && partialFilter !== undefined) {
    throw new MongoError('CannotCreateIndex', 'cannot mix "partialFilterExpression" and "sparse" options');
  }
  return {
    name: spec['name'],
    key,
    fields: parseKey(key),
    unique: switchOf(spec, 'unique'),
    sparse,
    hidden: switchOf(spec, 'hidden'),
    partialFilter,
  };
}

/** A number switches too, as long as it is not zero. */
function switchOf(spec: Document, name: string): boolean {
  const value = spec[name];
  if (value === undefined || typeof value === 'boolean') return value ?? false;
  const number = numberOf(value);
  if (number === undefined)
    throw new MongoError('TypeMismatch', `The field '${name}' of an index is not convertible to bool`);
  return number !== 0;
}

/** The specification `listIndexes` answers and the log keeps. */
export function indexSpec(index: IndexDefinition): Document {
  return {
    v: 2,
    key: index.key,
    name: index.name,
    ...(index.unique && { unique: true }),
    ...(index.sparse && { sparse: true }),
    ...(index.hidden && { hidden: true }),
    ...(index.partialFilter && { partialFilterExpression: index.partialFilter }),
  };
}

/** Whether both would hold the same. */
export function sameIndex(a: IndexDefinition, b: IndexDefinition): boolean {
  return equalValues(
    indexSpec({ ...a, name: '', hidden: false }),
    indexSpec({ ...b, name: '', hidden: false }),
  );
}

const ID_INDEX_OPTIONS = new Set(['key', 'name', 'v', 'ns', 'collation']);

/** Checks a specification of the index every collection has on `_id`. @throws MongoError InvalidIndexSpecificationOption, InvalidOptions */
export function requireIdIndex(spec: Document): void {
  for (const option of Object.keys(spec)) {
    if (!ID_INDEX_OPTIONS.has(option)) {
      throw new MongoError(
        'InvalidIndexSpecificationOption',
        `The field '${option}' is not valid for an _id index specification`,
      );
    }
  }
  requireSimpleCollation(spec['collation']);
}

/** @throws MongoError InvalidOptions for any collation but the simple one */
export function requireSimpleCollation(collation: unknown): void {
  if (collation === undefined) return;
  if (isDocument(collation) && collation['locale'] === 'simple') return;
  throw new MongoError('InvalidOptions', "only the collation { locale: 'simple' } is supported");
}

function parseKey(key: Document): IndexField[] {
  const fields = fieldNames(key).map((path) => {
    const direction = key[path];
    if (path === '' || path.startsWith('.') || path.endsWith('.') || path.includes('..')) {
      throw new MongoError('CannotCreateIndex', 'Index keys cannot contain an empty field');
    }
    if (path.startsWith('$') || path.includes('.$')) {
      throw new MongoError(
        'CannotCreateIndex',
        `Index key contains an illegal field name: field name starts with '$'.`,
      );
    }
    if (typeof direction === 'string') {
      throw new MongoError('CannotCreateIndex', `indexes of type '${direction}' are not supported`);
    }
    if (path.includes('$**') || path.split('.').some((part) => /^\d+$/.test(part))) {
      throw new MongoError('CannotCreateIndex', `an index on '${path}' is not supported`);
    }
    const number = numberOf(direction);
    if (number === undefined || number === 0 || Number.isNaN(number)) {
      throw new MongoError(
        'CannotCreateIndex',
        'Values in v:2 index key pattern must be numbers other than 0 or strings',
      );
    }
    return { path, descending: number < 0 };
  });
  if (fields.length === 0) throw new MongoError('CannotCreateIndex', 'Index keys cannot be an empty object');
  if (fields.length > 32) throw new MongoError({ code: 13103 }, 'too many fields in the index key');
  return fields;
}
