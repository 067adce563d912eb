import { GrpcServer, type Methods } from './grpc/server.js';
import { PersistentSubscriptions } from './persistent/persistent-subscriptions.js';
import { append } from './services/append.js';
import { batchAppend } from './services/batch-append.js';
import { deleteStream } from './services/delete.js';
import { type Endpoint, readGossip } from './services/gossip.js';
import { getInfo, listGroups } from './services/persistent/info.js';
import {
  createGroup,
  deleteGroup,
  replayParked,
  restartSubsystem,
  updateGroup,
} from './services/persistent/manage.js';
import { readGroup } from './services/persistent/read.js';
import { read } from './services/read.js';
import { getSupportedMethods } from './services/server-features.js';
import { EventStore } from './store/event-store.js';

/** How a node is started. */
export interface StartOptions {
  /** The directory that holds the data; made if it is not there. */
  readonly dir: string;
  /** The TCP port; 0 for a free one. */
  readonly port: number;
  /** The address to listen on; 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** Told in a sentence about repairs and failures; standard error unless told otherwise. */
  readonly report?: (message: string) => void;
  /** Told when the disk has failed: the node can be read, and takes no more until it is started again. */
  readonly onFailure?: (failure: Error) => void;
}

/** A node that runs. */
export interface RunningNode {
  readonly port: number;
  /** The connection string for `@eventstore/db-client`. */
  readonly url: string;
  /** Finishes what has been begun, says goodbye to the clients and closes the data. Safe to call again. */
  stop(): Promise<void>;
}

/**
 * Starts a node that speaks EventStoreDB's gRPC protocol.
 *
 * @throws DirectoryInUseError when another process has the directory open
 * @throws DamagedLogError when the stored events are damaged
 */
export async function start({
  dir,
  port,
  host = '127.0.0.1',
  report = reportToStderr,
  onFailure,
}: StartOptions): Promise<RunningNode> {
  const store = await EventStore.open(dir, { report, ...(onFailure && { onFailure }) });
  const subscriptions = new PersistentSubscriptions(store, report);
  const endpoint = { host, port };
  const server = new GrpcServer(
    methodsOf(store, subscriptions, () => endpoint),
    report,
  );
  try {
    endpoint.port = await server.listen(host, port);
  } catch (error) {
    subscriptions.close();
    await store.close();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    port: endpoint.port,
    url: `esdb://${host.includes(':') ? `[${host}]` : host}:${endpoint.port}?tls=false`,
    stop() {
      stopping ??= (async () => {
        subscriptions.close();
        await store.drain();
        await server.close();
        await store.close();
      })();
      return stopping;
    },
  };
}

function methodsOf(
  store: EventStore,
  subscriptions: PersistentSubscriptions,
  endpoint: () => Endpoint,
): Methods {
  const streams = '/event_store.client.streams.Streams';
  const persistent = '/event_store.client.persistent_subscriptions.PersistentSubscriptions';
  return new Map([
    [`${streams}/Read`, read(store)],
    [`${streams}/Append`, append(store)],
    [`${streams}/BatchAppend`, batchAppend(store)],
    [`${streams}/Delete`, deleteStream(store, 'soft')],
    [`${streams}/Tombstone`, deleteStream(store, 'tombstone')],
    [`${persistent}/Create`, createGroup(subscriptions)],
    [`${persistent}/Update`, updateGroup(subscriptions)],
    [`${persistent}/Delete`, deleteGroup(subscriptions)],
    [`${persistent}/Read`, readGroup(subscriptions)],
    [`${persistent}/GetInfo`, getInfo(subscriptions)],
    [`${persistent}/ReplayParked`, replayParked(subscriptions)],
    [`${persistent}/List`, listGroups(subscriptions)],
    [`${persistent}/RestartSubsystem`, restartSubsystem(subscriptions)],
    ['/event_store.client.server_features.ServerFeatures/GetSupportedMethods', getSupportedMethods],
    ['/event_store.client.gossip.Gossip/Read', readGossip(endpoint, store.now)],
  ]);
}

function reportToStderr(message: string): void {
  process.stderr.write(`embedded-eventstoredb: ${message}\n`);
}
