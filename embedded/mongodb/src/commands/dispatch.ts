import type { Document } from '../bson/document.js';
import { isDocument } from '../bson/document.js';
import { doubleValue, integerOf, isNumeric, numberOf } from '../bson/numbers.js';
import { MongoError } from '../mongo-error.js';
import { errorReply } from '../wire/error-reply.js';
import type { Request } from '../wire/request.js';
import type { Command, CommandContext } from './command.js';
import { commandNamed, isUnsupported } from './registry.js';

/** Options any command may carry. */
const GENERIC: ReadonlySet<string> = new Set([
  '$db',
  'lsid',
  '$clusterTime',
  '$readPreference',
  'readConcern',
  'writeConcern',
  'comment',
  'maxTimeMS',
  'apiVersion',
  'apiStrict',
  'apiDeprecationErrors',
  '$audit',
  '$client',
  'usePowerOf2Sizes',
]);
const TRANSACTION: ReadonlySet<string> = new Set([
  'txnNumber',
  'startTransaction',
  'autocommit',
  'stmtId',
  'stmtIds',
]);

const OK = doubleValue(1);

/**
 * Carries out a request. A command that writes is answered when its changes are durable, whatever its write concern:
 * the fsync is shared with all that wait for one at the time.
 */
export function dispatch(
  request: Request,
  base: Omit<CommandContext, 'db' | 'body'>,
): Document | Promise<Document> {
  try {
    const { body } = request;
    const name = Object.keys(body)[0] ?? '';
    const command = requireCommand(name);
    const db = body['$db'];
    if (typeof db !== 'string')
      throw new MongoError({ code: 40571 }, 'OP_MSG requests require a $db argument');
    if (command.adminOnly && db !== 'admin')
      throw new MongoError('Unauthorized', `${name} may only be run against the admin database.`);
    requireOptions(name, command, body);
    requireConcerns(body);
    if (name !== command.name) body[command.name] = body[name];
    const answer = command.run({
      db,
      body,
      catalog: base.catalog,
      store: base.store,
      cursors: base.cursors,
      connectionId: base.connectionId,
      now: base.now,
    });
    if (command.writes) return acknowledged(answer, base);
    return answer instanceof Promise ? answer.then(succeeded).catch(errorReply) : succeeded(answer);
  } catch (error) {
    return failedAfter(error, base);
  }
}

function requireCommand(name: string): Command {
  const command = commandNamed(name);
  if (command !== undefined) return command;
  if (isUnsupported(name))
    throw new MongoError('CommandNotSupported', `the command '${name}' is not supported`);
  throw new MongoError('CommandNotFound', `no such command: '${name}'`);
}

async function acknowledged(
  answer: Document | Promise<Document>,
  { store }: Pick<CommandContext, 'store'>,
): Promise<Document> {
  try {
    const document = await answer;
    await store.sync();
    return succeeded(document);
  } catch (error) {
    return errorReply(error);
  }
}

/** A command may fail after it changed something (an upsert's collection, say): that must be durable too. */
function failedAfter(error: unknown, { store }: Pick<CommandContext, 'store'>): Document | Promise<Document> {
  const reply = errorReply(error);
  if (!store.isDirty) return reply;
  return store.sync().then(
    () => reply,
    (failure: unknown) => errorReply(failure),
  );
}

function succeeded(document: Document): Document {
  document['ok'] = OK;
  return document;
}

function requireOptions(name: string, command: Command, body: Document): void {
  for (const option of Object.keys(body)) {
    if (option === name || GENERIC.has(option) || command.options.includes(option)) continue;
    if (TRANSACTION.has(option)) {
      throw new MongoError(
        'IllegalOperation',
        'Transaction numbers are only allowed on a replica set member or mongos',
      );
    }
    if (command.refused?.includes(option)) {
      if (isOff(body[option])) continue;
      throw new MongoError('InvalidOptions', `the option '${option}' of '${name}' is not supported`);
    }
    throw new MongoError('UnknownFieldIgnored', `BSON field '${name}.${option}' is an unknown field.`);
  }
}

function isOff(value: unknown): boolean {
  return (
    value === false || value === undefined || value === null || (isNumeric(value) && numberOf(value) === 0)
  );
}

const READ_LEVELS: ReadonlySet<unknown> = new Set([undefined, 'local', 'available', 'majority']);

/** @throws MongoError for a concern that only a replica set can honour */
function requireConcerns({ readConcern, writeConcern }: Document): void {
  if (isDocument(readConcern)) {
    const { level, afterClusterTime, atClusterTime } = readConcern;
    if (!READ_LEVELS.has(level)) {
      throw new MongoError(
        'NotAReplicaSet',
        `node needs to be a replica set member to use read concern '${String(level)}'`,
      );
    }
    if (afterClusterTime !== undefined || atClusterTime !== undefined) {
      throw new MongoError(
        'IllegalOperation',
        'Cannot specify a cluster time: this server is not part of a replica set',
      );
    }
  }
  if (isDocument(writeConcern)) {
    const { w } = writeConcern;
    if (w === undefined || w === 'majority') return;
    const members = integerOf(w);
    if (members === undefined)
      throw new MongoError(
        'BadValue',
        "cannot use non-majority 'w' mode when a host is not a member of a replica set",
      );
    if (members > 1) throw new MongoError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  }
}
