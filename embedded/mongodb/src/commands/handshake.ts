import type { Document } from '../bson/document.js';
import { MAX_DOCUMENT_BYTES, MAX_MESSAGE_BYTES } from '../wire/op-code.js';
import type { Command, CommandContext } from './command.js';
import { MAX_WRITE_BATCH } from './statements.js';

/**
 * MongoDB 7.0. Below 25 drivers do not send the `bulkWrite` command; without a replica set name they neither retry
 * writes nor open transactions; sessions are announced, as a standalone mongod does, because they cost nothing here.
 */
const MAX_WIRE_VERSION = 21;
export const SERVER_VERSION = '7.0.0';
const SESSION_TIMEOUT_MINUTES = 30;

const OPTIONS = [
  'helloOk',
  'client',
  'compression',
  'speculativeAuthenticate',
  'saslSupportedMechs',
  'topologyVersion',
  'maxAwaitTimeMS',
  'loadBalanced',
  'hostInfo',
  'internalClient',
  'backpressure',
];

/** `hello` */
export const hello: Command = {
  name: 'hello',
  options: OPTIONS,
  run: (context) => ({ isWritablePrimary: true, ...description(context) }),
};

/** `isMaster`, which drivers send before they know that `hello` is understood */
export const isMaster: Command = {
  name: 'isMaster',
  options: OPTIONS,
  run: (context) => ({
    ismaster: true,
    ...(context.body['helloOk'] === true && { helloOk: true }),
    ...description(context),
  }),
};

function description({ connectionId, now }: CommandContext): Document {
  return {
    maxBsonObjectSize: MAX_DOCUMENT_BYTES,
    maxMessageSizeBytes: MAX_MESSAGE_BYTES,
    maxWriteBatchSize: MAX_WRITE_BATCH,
    localTime: new Date(now()),
    logicalSessionTimeoutMinutes: SESSION_TIMEOUT_MINUTES,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: MAX_WIRE_VERSION,
    readOnly: false,
  };
}
