import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { HttpError } from '../problems/http-error.js';
import { send } from './answer.js';
import { problemAnswer } from './problem-answer.js';
import { RequestContext } from './request-context.js';
import { traceContext } from './trace-context.js';

/** How long requests in flight are given to end when a server closes. */
const DRAIN_MS = 3_000;
/** Above what clients keep idle connections for, so that it is they who close them. */
const KEEP_ALIVE_MS = 65_000;

/** A listening HTTP server. */
export interface HttpServer {
  readonly port: number;
  /** Stops accepting, lets requests in flight end (bounded), then closes all connections. */
  close(): Promise<void>;
}

/** Listens on `host`:`port` (0 = a free port). @throws Error of node:net when that is not possible */
export async function listen(listener: RequestListener, port: number, host: string): Promise<HttpServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: 30_000 }, listener);
  server.on('clientError', refuse);
  server.on('checkExpectation', refuseExpectation);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

/** Answers a request whose `Expect` asks for anything but `100-continue`, the only expectation that HTTP knows. */
function refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
  const { trace, requestId } = RequestContext.of(request.headers);
  const error = new HttpError(417, 'expectation-failed', 'Expect may ask for nothing but 100-continue', {
    headers: { connection: 'close' },
  });
  response.setHeader('x-request-id', requestId);
  send(response, problemAnswer(error, request.url?.split('?', 1)[0] ?? '', trace.traceId));
}

/** Answers what is no HTTP; there is no request object at this point. */
function refuse(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const problem = tooLarge
    ? new HttpError(431, 'headers-too-large', 'The header fields are too large')
    : new HttpError(400, 'malformed-request', 'This is not a proper HTTP request');
  const { status, headers, body = '' } = problemAnswer(problem, '', traceContext(undefined).traceId);
  socket.end(
    `HTTP/1.1 ${status} ${tooLarge ? 'Request Header Fields Too Large' : 'Bad Request'}\r\nConnection: close\r\n` +
      `Content-Type: ${headers['content-type'] ?? ''}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
