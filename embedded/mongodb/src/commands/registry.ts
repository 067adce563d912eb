import { aggregate } from './aggregate.js';
import { create, drop, listCollections, renameCollection } from './collections.js';
import type { Command } from './command.js';
import { count } from './count.js';
import { dropDatabase, listDatabases } from './databases.js';
import { deleteCommand } from './delete.js';
import { buildInfo, collStats, connectionStatus, dbStats, ping, serverStatus } from './diagnostics.js';
import { distinct } from './distinct.js';
import { explain } from './explain.js';
import { find } from './find.js';
import { findAndModify } from './find-and-modify.js';
import { getMore } from './get-more.js';
import { hello, isMaster } from './handshake.js';
import { createIndexes, dropIndexes, listIndexes } from './indexes.js';
import { insert } from './insert.js';
import { killCursors } from './kill-cursors.js';
import { endSessions, killSessions, refreshSessions } from './sessions.js';
import { update } from './update.js';

const COMMANDS: readonly Command[] = [
  aggregate,
  buildInfo,
  collStats,
  connectionStatus,
  count,
  create,
  createIndexes,
  dbStats,
  deleteCommand,
  distinct,
  drop,
  dropDatabase,
  dropIndexes,
  endSessions,
  explain,
  find,
  findAndModify,
  getMore,
  hello,
  insert,
  isMaster,
  killCursors,
  killSessions,
  listCollections,
  listDatabases,
  listIndexes,
  ping,
  refreshSessions,
  renameCollection,
  serverStatus,
  update,
];

const ALIASES: Readonly<Record<string, string>> = {
  ismaster: 'isMaster',
  buildinfo: 'buildInfo',
  findandmodify: 'findAndModify',
  deleteIndexes: 'dropIndexes',
  dbstats: 'dbStats',
  collstats: 'collStats',
};

/** Commands of MongoDB that this server knows of and does not have. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
  'abortTransaction',
  'commitTransaction',
  'prepareTransaction',
  'bulkWrite',
  'mapReduce',
  'collMod',
  'compact',
  'convertToCapped',
  'cloneCollectionAsCapped',
  'currentOp',
  'killOp',
  'fsync',
  'fsyncUnlock',
  'getLog',
  'getParameter',
  'setParameter',
  'profile',
  'reIndex',
  'replSetGetStatus',
  'replSetInitiate',
  'shutdown',
  'top',
  'validate',
  'whatsmyuri',
  'createUser',
  'dropUser',
  'usersInfo',
  'grantRolesToUser',
  'saslStart',
  'saslContinue',
  'authenticate',
  'logout',
  'startSession',
  'createSearchIndexes',
  'listSearchIndexes',
  'updateSearchIndex',
  'dropSearchIndex',
  'setFeatureCompatibilityVersion',
  'hostInfo',
  'features',
  'listCommands',
  'dataSize',
  'dbHash',
  'planCacheClear',
  'getCmdLineOpts',
  'setUserWriteBlockMode',
  'lockInfo',
  'geoSearch',
  'filemd5',
]);

const byName = new Map(COMMANDS.map((command) => [command.name, command]));
for (const [alias, name] of Object.entries(ALIASES)) byName.set(alias, byName.get(name)!);

/** The command of this name, `undefined` if there is none. */
export function commandNamed(name: string): Command | undefined {
  return byName.get(name);
}

/** Whether MongoDB has a command of this name that this server lacks. */
export function isUnsupported(name: string): boolean {
  return UNSUPPORTED.has(name);
}
