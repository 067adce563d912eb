import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import type { CommandContext } from './commands/command.js';
import { dispatch } from './commands/dispatch.js';
import { CursorRegistry } from './cursor/cursor-registry.js';
import { DocumentStore } from './storage/document-store.js';
import { Connection } from './wire/connection.js';

const IDLE_CURSOR_SWEEP_MS = 60_000;

/** How to start a server. */
export interface StartOptions {
  /** The data directory; created if there is none. */
  readonly dir: string;
  /** The TCP port; 0 takes a free one. */
  readonly port: number;
  /** The address to listen on; 127.0.0.1 if left out. */
  readonly host?: string;
  /** Told one line about each repair at the start, and about a disk that fails. Standard error if left out. */
  readonly report?: (line: string) => void;
  /** Called when nothing can be stored any more: the server then refuses all writes. */
  readonly onFailure?: (failure: Error) => void;
  /** Size of the log, in bytes, from which on it is compacted. */
  readonly compactAt?: number;
}

/** A server that is ready. */
export interface RunningServer {
  readonly port: number;
  /** The connection string. */
  readonly url: string;
  /** Stops accepting, ends all connections, and closes the data directory. */
  stop(): Promise<void>;
}

/**
 * Starts a server on a data directory of its own.
 * @throws StorageError when another process uses the directory or a file is damaged; Error when the port is taken
 */
export async function start(options: StartOptions): Promise<RunningServer> {
  const {
    dir,
    port,
    host = '127.0.0.1',
    report = (line) => process.stderr.write(`embedded-mongodb: ${line}\n`),
  } = options;
  const store = await DocumentStore.open(dir, {
    report,
    onFailure: (failure) => {
      report(failure.message);
      options.onFailure?.(failure);
    },
    ...(options.compactAt !== undefined && { compactAt: options.compactAt }),
  });
  const now = Date.now;
  const cursors = new CursorRegistry(now);
  const connections = new Set<Connection>();
  const base = { catalog: store.catalog, store, cursors, now };
  const server = acceptInto(connections, base);
  try {
    await listen(server, port, host);
  } catch (error) {
    await store.close();
    throw error;
  }
  const sweep = setInterval(() => cursors.removeIdle(), IDLE_CURSOR_SWEEP_MS).unref();
  const address = server.address() as AddressInfo;
  let stopped: Promise<void> | undefined;
  return {
    port: address.port,
    url: `mongodb://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    stop: () => (stopped ??= stop(server, connections, store, sweep)),
  };
}

function acceptInto(
  connections: Set<Connection>,
  base: Omit<CommandContext, 'db' | 'body' | 'connectionId'>,
): Server {
  let lastId = 0;
  return createServer((socket) => {
    lastId += 1;
    const environment = { ...base, connectionId: lastId };
    const connection = new Connection(socket, (request) => dispatch(request, environment));
    connections.add(connection);
    socket.once('close', () => connections.delete(connection));
  });
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function stop(
  server: Server,
  connections: Set<Connection>,
  store: DocumentStore,
  sweep: NodeJS.Timeout,
): Promise<void> {
  clearInterval(sweep);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const connection of connections) connection.destroy();
  await closed;
  await store.close();
}
