import type { Exchange } from './exchange.js';
import { CLIENT_ADDRESS } from '../contract/internal-headers.js';
import { HeaderList } from './header-list.js';
import { propagate } from './trace-propagation.js';

/** Completes the copy of a request's head that a service gets: name, value, name, value, … */
export function serviceHeaders(exchange: Exchange, bodyLength: number | undefined): string[] {
  const { client, head, trace } = exchange;
  const headers = new HeaderList([...exchange.headers.flat]);
  if (exchange.preserveHost) headers.add('host', head.own['host'] ?? '');
  if (bodyLength !== undefined) headers.add('content-length', String(bodyLength));
  headers.add(CLIENT_ADDRESS, client.address);
  headers.add('x-forwarded-for', client.chain);
  headers.add('x-forwarded-proto', client.protocol);
  headers.add('x-forwarded-host', client.host);
  if (client.forwarded !== undefined) headers.add('forwarded', client.forwarded);
  headers.add('x-request-id', exchange.requestId);
  propagate(trace, headers);
  return headers.flat;
}
