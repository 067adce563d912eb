import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Exchange } from '../../../../src/infrastructure/http/gateway/exchange.js';
import { TrustedProxies } from '../../../../src/infrastructure/http/gateway/trusted-proxies.js';

/** A request as a test describes it. */
export interface RequestDescription {
  readonly method?: string;
  readonly url?: string;
  /** Name, value, name, value, … */
  readonly headers?: readonly string[];
  /** The address it comes from. */
  readonly remote?: string;
  readonly proxies?: readonly string[];
}

/** The exchange of a request that never went over a wire. */
export function exchangeOf({
  method = 'GET',
  url = '/',
  headers = [],
  remote = '10.0.0.7',
  proxies = [],
}: RequestDescription = {}): Exchange {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: remote });
  const request = new IncomingMessage(socket);
  request.method = method;
  request.url = url;
  request.httpVersionMajor = 1;
  request.rawHeaders = headers.some((name, index) => index % 2 === 0 && name.toLowerCase() === 'host')
    ? [...headers]
    : ['Host', 'shop.test', ...headers];
  return new Exchange(request, new ServerResponse(request), new TrustedProxies(proxies));
}
