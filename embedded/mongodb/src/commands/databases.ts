import { doubleValue } from '../bson/numbers.js';
import { compileFilter } from '../query/matcher.js';
import { booleanArgument, documentArgument } from './arguments.js';
import type { Command } from './command.js';

/** `listDatabases` */
export const listDatabases: Command = {
  name: 'listDatabases',
  options: ['filter', 'nameOnly', 'authorizedDatabases'],
  adminOnly: true,
  run: ({ body, catalog }) => {
    const matcher = compileFilter(documentArgument(body, 'filter') ?? {});
    const databases = catalog
      .databases()
      .map((name) => ({ name, sizeOnDisk: sizeOf(catalog.collectionsOf(name)), empty: false }))
      .filter((database) => matcher.matches(database));
    if (booleanArgument(body, 'nameOnly')) return { databases: databases.map(({ name }) => ({ name })) };
    const totalSize = databases.reduce((sum, { sizeOnDisk }) => sum + Number(sizeOnDisk), 0);
    return {
      databases,
      totalSize: doubleValue(totalSize),
      totalSizeMb: doubleValue(Math.floor(totalSize / 2 ** 20)),
    };
  },
};

function sizeOf(collections: readonly { readonly bytes: number }[]): unknown {
  return doubleValue(collections.reduce((sum, { bytes }) => sum + bytes, 0));
}

/** `dropDatabase` */
export const dropDatabase: Command = {
  name: 'dropDatabase',
  options: [],
  writes: true,
  run: ({ db, catalog }) => {
    const collections = catalog.collectionsOf(db);
    for (const collection of collections) catalog.drop(collection);
    return collections.length === 0 ? {} : { dropped: db };
  },
};
