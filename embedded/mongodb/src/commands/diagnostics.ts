import type { Document } from '../bson/document.js';
import { doubleValue } from '../bson/numbers.js';
import type { Collection } from '../catalog/collection.js';
import { MongoError } from '../mongo-error.js';
import { booleanArgument, collectionName, sizeArgument } from './arguments.js';
import type { Command } from './command.js';
import { SERVER_VERSION } from './handshake.js';
import { MAX_DOCUMENT_BYTES } from '../wire/op-code.js';

/** `ping` */
export const ping: Command = { name: 'ping', options: [], run: () => ({}) };

/** `buildInfo` */
export const buildInfo: Command = {
  name: 'buildInfo',
  options: [],
  run: () => ({
    version: SERVER_VERSION,
    versionArray: [...SERVER_VERSION.split('.').map(Number), 0],
    gitVersion: 'embedded-mongodb',
    modules: ['embedded-mongodb'],
    bits: 64,
    debug: false,
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    storageEngines: ['embedded'],
  }),
};

/** `connectionStatus`: nobody signs in here. */
export const connectionStatus: Command = {
  name: 'connectionStatus',
  options: ['showPrivileges'],
  run: ({ body }) => ({
    authInfo: {
      authenticatedUsers: [],
      authenticatedUserRoles: [],
      ...(booleanArgument(body, 'showPrivileges') && { authenticatedUserPrivileges: [] }),
    },
  }),
};

/** `serverStatus`, the part of it that exists here */
export const serverStatus: Command = {
  name: 'serverStatus',
  options: [
    'repl',
    'metrics',
    'locks',
    'asserts',
    'connections',
    'network',
    'opcounters',
    'mem',
    'wiredTiger',
    'sharding',
    'latchAnalysis',
    'mirroredReads',
    'tcmalloc',
  ],
  run: ({ cursors, now }) => {
    const { rss, heapUsed } = process.memoryUsage();
    return {
      host: 'embedded',
      version: SERVER_VERSION,
      process: 'embedded-mongodb',
      pid: BigInt(process.pid),
      uptime: doubleValue(Math.floor(process.uptime())),
      localTime: new Date(now()),
      mem: {
        bits: 64,
        resident: Math.round(rss / 2 ** 20),
        heap: Math.round(heapUsed / 2 ** 20),
        supported: true,
      },
      metrics: { cursor: { open: { total: BigInt(cursors.size) } } },
    };
  },
};

/** `dbStats` */
export const dbStats: Command = {
  name: 'dbStats',
  options: ['scale', 'freeStorage'],
  run: ({ db, body, catalog }) => {
    const collections = catalog.collectionsOf(db);
    return { db, collections: collections.length, views: 0, ...totals(collections, scaleOf(body)) };
  },
};

/** `collStats` */
export const collStats: Command = {
  name: 'collStats',
  options: ['scale'],
  run: ({ db, body, catalog }) => {
    const name = collectionName(body, 'collStats');
    const collection = catalog.get(db, name);
    const sum = totals(collection === undefined ? [] : [collection], scaleOf(body));
    return {
      ns: `${db}.${name}`,
      size: sum['dataSize'],
      count: sum['objects'],
      storageSize: sum['storageSize'],
      nindexes: sum['indexes'],
      capped: false,
      scaleFactor: sum['scaleFactor'],
    };
  },
};

/** What sizes are divided by. @throws MongoError BadValue */
function scaleOf(body: Document): number {
  const scale = sizeArgument(body, 'scale') ?? 1;
  if (scale === 0) throw new MongoError('BadValue', 'scale has to be >= 1');
  return scale;
}

function totals(collections: readonly Collection[], scale: number): Document {
  const objects = collections.reduce((sum, { size }) => sum + size, 0);
  const dataSize = collections.reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    objects,
    avgObjSize: doubleValue(objects === 0 ? 0 : dataSize / objects),
    dataSize: doubleValue(Math.floor(dataSize / scale)),
    storageSize: doubleValue(Math.floor(dataSize / scale)),
    indexes: collections.reduce((sum, collection) => sum + 1 + [...collection.indexes()].length, 0),
    scaleFactor: scale,
  };
}
