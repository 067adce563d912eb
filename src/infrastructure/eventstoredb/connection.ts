import { type Credentials, EventStoreDBClient } from '@eventstore/db-client';

/** A lost server is noticed after at most `keepAliveInterval` + `keepAliveTimeout` without a sign of life. */
const keepAlive = { keepAliveInterval: '10000', keepAliveTimeout: '5000' };

/** A client and the credentials it must be given with every append. */
export interface Connection {
  readonly client: EventStoreDBClient;
  readonly credentials: Credentials;
}

/**
 * Opens a client for a connection string such as `esdb://127.0.0.1:2113?tls=false`; nothing is sent yet.
 * @throws Error when the connection string is malformed
 */
export function connect(connectionString: string, connectionName?: string): Connection {
  const [address = '', query = ''] = connectionString.split('?', 2);
  const settings = new URLSearchParams(query);
  const given = new Set([...settings.keys()].map((key) => key.toLowerCase()));
  const defaults = { ...keepAlive, ...(connectionName === undefined ? {} : { connectionName }) };
  for (const [key, value] of Object.entries(defaults)) {
    if (!given.has(key.toLowerCase())) settings.append(key, value);
  }
  return {
    client: EventStoreDBClient.connectionString(`${address}?${settings.toString()}`),
    credentials: credentialsOf(address),
  };
}

/**
 * Credentials passed with a call make the client append by a call of its own. Without them all appends of the process
 * share one endless call, whose failure rejects every other append, of other clients too, and leaves the late answers
 * to crash the process. An insecure server is never sent them.
 */
function credentialsOf(address: string): Credentials {
  const [, username = '', password = ''] = /^[^:]+:\/\/([^:@/]*):([^@/]*)@/.exec(address) ?? [];
  return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
}
