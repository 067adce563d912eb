import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { equalValues } from '../bson/compare.js';
import type { Collection } from '../catalog/collection.js';
import type { IndexDefinition } from '../catalog/index-definition.js';
import { indexSpec, parseIndex, requireIdIndex, sameIndex } from '../catalog/index-definition.js';
import { MongoError } from '../mongo-error.js';
import { arrayArgument, collectionName, documentArgument, sizeArgument } from './arguments.js';
import type { Command, CommandContext } from './command.js';
import { cursorReply } from './cursor-reply.js';

const ID_INDEX: Document = { v: 2, key: { _id: 1 }, name: '_id_' };
const MAX_INDEXES = 64;

/** `createIndexes` */
export const createIndexes: Command = {
  name: 'createIndexes',
  options: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  writes: true,
  run: ({ db, body, catalog }) => {
    const specs = arrayArgument(body, 'indexes') ?? [];
    if (specs.length === 0) throw new MongoError('BadValue', 'Must specify at least one index to create');
    const wanted = specs.map((spec) => {
      if (!isDocument(spec))
        throw new MongoError('TypeMismatch', "The elements of the 'indexes' array must be objects");
      if (!isIdIndex(spec)) return requireFreeName(parseIndex(spec));
      requireIdIndex(spec);
      return undefined;
    });
    const name = collectionName(body, 'createIndexes');
    const createdCollectionAutomatically = catalog.get(db, name) === undefined;
    const collection = catalog.getOrCreate(db, name);
    const numIndexesBefore = countIndexes(collection);
    const missing = wanted.filter(
      (definition) => definition !== undefined && !exists(collection, definition),
    ) as IndexDefinition[];
    if (numIndexesBefore + missing.length > MAX_INDEXES)
      throw new MongoError(
        'CannotCreateIndex',
        `add index fails, too many indexes for ${collection.namespace}`,
      );
    createAll(collection, missing);
    return {
      numIndexesBefore,
      numIndexesAfter: countIndexes(collection),
      createdCollectionAutomatically,
      ...(missing.length === 0 && { note: 'all indexes already exist' }),
    };
  },
};

function requireFreeName(definition: IndexDefinition): IndexDefinition {
  if (definition.name === ID_INDEX['name'] || definition.name === '*')
    throw new MongoError('BadValue', `The index name '${definition.name}' is reserved`);
  return definition;
}

/** All or none. */
function createAll(collection: Collection, definitions: readonly IndexDefinition[]): void {
  const created: string[] = [];
  try {
    for (const definition of definitions) {
      if (!exists(collection, definition)) {
        collection.createIndex(definition);
        created.push(definition.name);
      }
    }
  } catch (error) {
    for (const name of created) collection.dropIndex(name);
    throw error;
  }
}

function isIdIndex(spec: Document): boolean {
  return isDocument(spec['key']) && equalValues(spec['key'], ID_INDEX['key']);
}

function countIndexes(collection: Collection): number {
  return 1 + [...collection.indexes()].length;
}

/** @throws MongoError IndexOptionsConflict, IndexKeySpecsConflict */
function exists(collection: Collection, wanted: IndexDefinition): boolean {
  for (const { definition } of collection.indexes()) {
    const same = sameIndex(definition, wanted);
    if (definition.name === wanted.name) {
      if (same) return true;
      throw new MongoError(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. Requested index: ${wanted.name}`,
      );
    }
    if (same)
      throw new MongoError(
        'IndexOptionsConflict',
        `Index already exists with a different name: ${definition.name}`,
      );
    if (
      equalValues(definition.key, wanted.key) &&
      equalValues(definition.partialFilter ?? null, wanted.partialFilter ?? null)
    ) {
      throw new MongoError(
        'IndexOptionsConflict',
        `An equivalent index already exists with different options: ${definition.name}`,
      );
    }
  }
  return false;
}

/** `listIndexes` */
export const listIndexes: Command = {
  name: 'listIndexes',
  options: ['cursor', 'includeBuildUUIDs', 'includeIndexBuildInfo'],
  run: (context) => {
    const { db, body } = context;
    const collection = existing(context, 'listIndexes');
    const specs = [ID_INDEX, ...Array.from(collection.indexes(), ({ definition }) => indexSpec(definition))];
    const cursor = documentArgument(body, 'cursor') ?? {};
    return cursorReply(context, `${db}.${collection.name}`, specs, {
      batchSize: sizeArgument(cursor, 'batchSize'),
    });
  },
};

/** `dropIndexes`, and its old name `deleteIndexes` */
export const dropIndexes: Command = {
  name: 'dropIndexes',
  options: ['index'],
  writes: true,
  run: (context) => {
    const collection = existing(context, 'dropIndexes');
    const nIndexesWas = countIndexes(collection);
    for (const name of namesToDrop(collection, context.body['index'])) collection.dropIndex(name);
    return { nIndexesWas };
  },
};

function namesToDrop(collection: Collection, index: unknown): string[] {
  if (index === '*') return Array.from(collection.indexes(), ({ definition }) => definition.name);
  if (Array.isArray(index)) return index.flatMap((name) => namesToDrop(collection, name));
  if (index === '_id_' || (isDocument(index) && equalValues(index, ID_INDEX['key']))) {
    throw new MongoError('InvalidOptions', 'cannot drop _id index');
  }
  for (const { definition } of collection.indexes()) {
    if (index === definition.name || (isDocument(index) && equalValues(index, definition.key)))
      return [definition.name];
  }
  throw new MongoError(
    'IndexNotFound',
    typeof index === 'string' ? `index not found with name [${index}]` : "can't find index with key",
  );
}

function existing({ db, body, catalog }: CommandContext, command: string): Collection {
  const name = collectionName(body, command);
  const collection = catalog.get(db, name);
  if (collection === undefined) throw new MongoError('NamespaceNotFound', `ns does not exist: ${db}.${name}`);
  return collection;
}
