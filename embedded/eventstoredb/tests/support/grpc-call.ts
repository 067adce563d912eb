import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  type IncomingHttpHeaders,
  connect,
} from 'node:http2';
import { once } from 'node:events';

/** Opens an HTTP/2 connection to a node. */
export async function openSession(url: string): Promise<ClientHttp2Session> {
  const session = connect(url.replace('esdb:', 'http:').replace(/\?.*$/, ''));
  session.on('error', () => {});
  await once(session, 'connect');
  return session;
}

/** Begins a gRPC call without the help of a client. */
export function beginCall(
  session: ClientHttp2Session,
  method: string,
  headers: Readonly<Record<string, string>> = {},
): ClientHttp2Stream {
  return session.request({
    ':method': 'POST',
    ':path': `/event_store.client.${method}`,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...headers,
  });
}

/** Resolves with `grpc-status` and `grpc-message` when the call has ended. */
export async function statusOf(call: ClientHttp2Stream): Promise<readonly [status: number, message: string]> {
  let headers: IncomingHttpHeaders = {};
  call.on('response', (response) => Object.assign(headers, response));
  call.on('trailers', (trailers) => Object.assign(headers, trailers));
  call.resume();
  await once(call, 'close');
  return [Number(headers['grpc-status']), decodeURIComponent(String(headers['grpc-message']))];
}
