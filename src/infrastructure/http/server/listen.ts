import {
  STATUS_CODES,
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { HttpError } from '../problems/http-error.js';
import { send } from './answer.js';
import { parserErrorOf } from './parser-errors.js';
import { problemAnswer } from './problem-answer.js';
import { RequestContext } from './request-context.js';
import { RequestsInFlight } from './requests-in-flight.js';
import { traceContext } from './trace-context.js';

/** Above what clients keep idle connections for, so that it is they who close them. */
const KEEP_ALIVE_MS = 65_000;

/** A listening HTTP server. */
export interface HttpServer {
  readonly port: number;
  /** Stops accepting, lets requests in flight end (bounded), then closes all connections. */
  close(): Promise<void>;
}

/** How a server listens. Times in milliseconds. */
export interface ListenOptions {
  /** How long requests in flight are given to end when the server closes. */
  readonly drainMs?: number;
  /** How long the head of a request may take to come, and the whole of it. */
  readonly headersTimeoutMs?: number;
  readonly requestTimeoutMs?: number;
  /** Sees to requests that offer to speak another protocol; without it the offer is passed over. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Listens on `host`:`port` (0 = a free port). @throws Error of node:net when that is not possible */
export async function listen(
  listener: RequestListener,
  port: number,
  host: string,
  options: ListenOptions = {},
): Promise<HttpServer> {
  const { drainMs = 3_000, headersTimeoutMs = 10_000, requestTimeoutMs = 30_000, upgrade } = options;
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    connectionsCheckingInterval: Math.min(5_000, headersTimeoutMs, requestTimeoutMs),
    // Node's own answer is no problem document.
    requireHostHeader: false,
  });
  const inFlight = new RequestsInFlight();
  const upgraded = new Set<Duplex>();
  const serve: RequestListener = (request, response) => {
    inFlight.add(request, response);
    if (!server.listening) response.shouldKeepAlive = false;
    listener(request, response);
  };
  // No field may get lost unnoticed: their number is bounded by the size of the head.
  server.maxHeadersCount = 0;
  server.on('request', serve);
  server.on('clientError', (error: Error, socket: Socket) => {
    const isAnswered = inFlight.of(socket).some(({ headersSent }) => headersSent);
    if (isAnswered) socket.destroySoon();
    else refuse(error, socket);
  });
  server.on('checkExpectation', refuseExpectation);
  server.on('connect', (_: IncomingMessage, socket: Duplex) => {
    answerRaw(new HttpError(405, 'method-not-allowed', 'CONNECT is not among the methods'), socket);
  });
  if (upgrade !== undefined) {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      upgraded.add(socket);
      socket.once('close', () => upgraded.delete(socket));
      upgrade(request, socket, head);
    });
  }
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
        const timer = setTimeout(() => {
          server.closeAllConnections();
          for (const socket of upgraded) socket.destroy();
        }, drainMs);
        server.close(() => {
          clearTimeout(timer);
          resolve();
        });
        for (const response of inFlight) if (!response.headersSent) response.shouldKeepAlive = false;
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
  response.setHeader('trace-id', trace.traceId);
  send(response, problemAnswer(error, request.url?.split('?', 1)[0] ?? '', trace.traceId));
}

/** Answers what is no HTTP; there is no request object at this point. */
function refuse(error: Error & { code?: string }, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
  else answerRaw(parserErrorOf(error), socket);
}

function answerRaw(error: HttpError, socket: Duplex): void {
  const { traceId } = traceContext(undefined);
  const { status, headers, body = '' } = problemAnswer(error, '', traceId);
  const fields = Object.entries({
    ...headers,
    connection: 'close',
    'content-length': Buffer.byteLength(body),
    'trace-id': traceId,
  });
  const head = fields.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${head}\r\n${body}`);
}
