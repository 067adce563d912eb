import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { problemAnswer } from './problem-answer.js';
import { HttpError } from '../problems/http-error.js';
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
