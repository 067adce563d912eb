import type { Call, CallHandler } from '../grpc/call.js';
import { oneMessage } from '../grpc/one-message.js';
import { ProtoWriter } from '../protobuf/writer.js';

/** The server version whose protocol and behaviour this server has. */
export const SERVER_VERSION = '23.10.8';

type Service = readonly [name: string, methods: readonly string[], features?: readonly string[]];

/**
 * What EventStoreDB 23.10.8 says of itself, because clients choose their calls by it. The projections, users,
 * operations, monitoring and redaction services are listed although they answer UNIMPLEMENTED.
 */
const SERVICES: readonly Service[] = [
  ['redaction.redaction', ['geteventpositions', 'switchchunks']],
  [
    'persistent_subscriptions.persistentsubscriptions',
    ['create', 'update', 'delete', 'read', 'getinfo', 'replayparked', 'list', 'restartsubsystem'],
    ['stream', 'all'],
  ],
  [
    'users.users',
    ['create', 'update', 'delete', 'disable', 'enable', 'details', 'changepassword', 'resetpassword'],
  ],
  ['streams.streams', ['read'], ['position', 'events']],
  ['streams.streams', ['append', 'delete', 'tombstone']],
  ['streams.streams', ['batchappend'], ['deadline_duration']],
  [
    'operations.operations',
    [
      'startscavenge',
      'stopscavenge',
      'shutdown',
      'mergeindexes',
      'resignnode',
      'setnodepriority',
      'restartpersistentsubscriptions',
    ],
  ],
  ['gossip.gossip', ['read']],
  ['monitoring.monitoring', ['stats']],
  ['server_features.serverfeatures', ['getsupportedmethods']],
  ['projections.projections', ['create'], ['track_emitted_streams']],
  [
    'projections.projections',
    ['update', 'delete', 'statistics', 'disable', 'enable', 'reset', 'state', 'result', 'restartsubsystem'],
  ],
];

/** `ServerFeatures.GetSupportedMethods`. */
export function getSupportedMethods(call: Call): CallHandler {
  return oneMessage(() => {
    call.send(SUPPORTED_METHODS);
    call.end();
  });
}

const SUPPORTED_METHODS = encodeSupportedMethods();

function encodeSupportedMethods(): Buffer {
  const writer = new ProtoWriter();
  for (const [service, methods, features = []] of SERVICES) {
    for (const name of methods) {
      writer.message(1, (method) => {
        method.string(1, name).string(2, `event_store.client.${service}`);
        for (const feature of features) method.string(3, feature);
      });
    }
  }
  return writer.string(2, SERVER_VERSION).finish();
}
