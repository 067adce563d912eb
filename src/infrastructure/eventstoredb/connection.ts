import { type Credentials, EventStoreDBClient } from '@eventstore/db-client';
import { besideProxies } from './beside-proxies.js';

/** A lost server is noticed after at most `keepAliveInterval` + `keepAliveTimeout` without a sign of life. */
const keepAlive = { keepAliveInterval: '10000', keepAliveTimeout: '5000' };

/** How to reach a server or cluster. */
export interface Connection {
  /** Opens a client; nothing is sent yet. */
  readonly open: () => EventStoreDBClient;
  /** Those of the connection string. */
  readonly credentials: Credentials;
}

/**
 * @param connectionString for example `esdb://127.0.0.1:2113?tls=false`
 * @throws Error when it is malformed
 */
export function connectionTo(connectionString: string, connectionName?: string): Connection {
  const [address = '', query = ''] = connectionString.split('?', 2);
  const settings = query.split('&').filter((setting) => setting !== '');
  const given = new Set(settings.map((setting) => setting.split('=', 1)[0]?.toLowerCase()));
  const defaults = { ...keepAlive, ...(connectionName === undefined ? {} : { connectionName }) };
  for (const [key, value] of Object.entries(defaults)) {
    if (!given.has(key.toLowerCase())) settings.push(`${key}=${encodeURIComponent(value)}`);
  }
  // Not by URLSearchParams, which writes a plus for a space: the client reads it as a plus.
  const complete = `${address}?${settings.join('&')}`;
  const [, username = '', password = ''] = /^[^:]+:\/\/([^:@/]*):([^@/]*)@/.exec(address) ?? [];
  return {
    open: () => {
      besideProxies();
      return EventStoreDBClient.connectionString(complete);
    },
    credentials: { username: decodeURIComponent(username), password: decodeURIComponent(password) },
  };
}
