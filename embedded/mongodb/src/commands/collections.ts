import type { Document } from '../bson/document.js';
import { requireSimpleCollation } from '../catalog/index-definition.js';
import type { Collection, CollectionOptions } from '../catalog/collection.js';
import { MongoError } from '../mongo-error.js';
import { compileFilter } from '../query/matcher.js';
import { booleanArgument, collectionName, documentArgument, sizeArgument } from './arguments.js';
import type { Command } from './command.js';
import { cursorReply } from './cursor-reply.js';

/** `create` */
export const create: Command = {
  name: 'create',
  options: [
    'validator',
    'validationLevel',
    'validationAction',
    'collation',
    'autoIndexId',
    'storageEngine',
    'indexOptionDefaults',
  ],
  refused: [
    'capped',
    'size',
    'max',
    'viewOn',
    'pipeline',
    'timeseries',
    'expireAfterSeconds',
    'clusteredIndex',
    'changeStreamPreAndPostImages',
    'encryptedFields',
  ],
  writes: true,
  run: ({ db, body, catalog }) => {
    requireSimpleCollation(body['collation']);
    const name = collectionName(body, 'create');
    const options = collectionOptions(body);
    const known = catalog.get(db, name);
    if (known !== undefined && JSON.stringify(known.options) === JSON.stringify(options)) return {};
    catalog.create(db, name, options);
    return {};
  },
};

function collectionOptions(body: Document): CollectionOptions {
  const validator = documentArgument(body, 'validator');
  if (validator !== undefined) compileFilter(validator);
  return {
    ...(validator !== undefined && { validator }),
    ...oneOf(body, 'validationLevel', ['off', 'strict', 'moderate']),
    ...oneOf(body, 'validationAction', ['error', 'warn']),
  };
}

function oneOf(body: Document, name: string, values: readonly string[]): Document {
  const value = body[name];
  if (value === undefined) return {};
  if (typeof value !== 'string' || !values.includes(value)) {
    throw new MongoError(
      'BadValue',
      `Enumeration value '${String(value)}' for field '${name}' is not a valid value.`,
    );
  }
  return { [name]: value };
}

/** `drop` */
export const drop: Command = {
  name: 'drop',
  options: [],
  writes: true,
  run: ({ db, body, catalog }) => {
    const collection = catalog.get(db, collectionName(body, 'drop'));
    if (collection === undefined) return {};
    const nIndexesWas = 1 + [...collection.indexes()].length;
    catalog.drop(collection);
    return { nIndexesWas, ns: collection.namespace };
  },
};

/** `renameCollection` */
export const renameCollection: Command = {
  name: 'renameCollection',
  options: ['to', 'dropTarget', 'stayTemp'],
  adminOnly: true,
  writes: true,
  run: ({ body, catalog }) => {
    const [db, name] = splitNamespace(body['renameCollection']);
    const [toDb, toName] = splitNamespace(body['to']);
    const collection = catalog.get(db, name);
    if (collection === undefined)
      throw new MongoError('NamespaceNotFound', `Source collection ${db}.${name} does not exist`);
    const target = catalog.get(toDb, toName);
    if (target === collection)
      throw new MongoError('IllegalOperation', "Can't rename a collection to itself");
    if (target !== undefined) {
      if (!booleanArgument(body, 'dropTarget'))
        throw new MongoError('NamespaceExists', 'target namespace exists');
      catalog.drop(target);
    }
    catalog.rename(collection, toDb, toName);
    return {};
  },
};

function splitNamespace(namespace: unknown): [string, string] {
  if (typeof namespace !== 'string') throw new MongoError('TypeMismatch', 'a namespace must be a string');
  const dot = namespace.indexOf('.');
  if (dot <= 0 || dot === namespace.length - 1)
    throw new MongoError('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  return [namespace.slice(0, dot), namespace.slice(dot + 1)];
}

/** `listCollections` */
export const listCollections: Command = {
  name: 'listCollections',
  options: ['filter', 'nameOnly', 'cursor', 'authorizedCollections'],
  run: (context) => {
    const { db, body, catalog } = context;
    const matcher = compileFilter(documentArgument(body, 'filter') ?? {});
    const nameOnly = booleanArgument(body, 'nameOnly') ?? false;
    const entries = catalog
      .collectionsOf(db)
      .map((collection) => describe(collection))
      .filter((entry) => matcher.matches(entry))
      .map((entry) => (nameOnly ? { name: entry['name'], type: entry['type'] } : entry));
    const cursor = documentArgument(body, 'cursor') ?? {};
    return cursorReply(context, `${db}.$cmd.listCollections`, entries, {
      batchSize: sizeArgument(cursor, 'batchSize'),
    });
  },
};

function describe({ name, options }: Collection): Document {
  return {
    name,
    type: 'collection',
    options: options as Document,
    info: { readOnly: false },
    idIndex: { v: 2, key: { _id: 1 }, name: '_id_' },
  };
}
