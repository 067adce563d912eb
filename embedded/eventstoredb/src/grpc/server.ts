import { type Http2Server, type ServerHttp2Session, createServer } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import { Call, type CallHandler } from './call.js';
import { Code, StatusError } from './status.js';

/** Methods by their path, `/package.Service/Method`. */
export type Methods = ReadonlyMap<string, (call: Call) => CallHandler>;

/** How much a client may send ahead, on a connection and on a call. */
const WINDOW_LENGTH = 4 * 1024 * 1024;

/** How long calls may take to end after the server asked them to. */
const CLOSING_GRACE = 1000;

/** A gRPC server over HTTP/2 without TLS. */
export class GrpcServer {
  readonly #server: Http2Server;
  readonly #sessions = new Set<ServerHttp2Session>();
  readonly #calls = new Set<Call>();
  readonly #sockets = new Set<Socket>();

  /** @param report told of errors that are the server's own fault */
  constructor(methods: Methods, report: (message: string) => void) {
    this.#server = createServer({
      maxSessionMemory: 256,
      settings: { initialWindowSize: WINDOW_LENGTH, maxConcurrentStreams: 10_000 },
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('session', (session) => this.#adopt(session));
    this.#server.on('stream', (stream, headers) => {
      const path = headers[':path'] ?? '';
      const isGrpc = headers['content-type']?.startsWith('application/grpc') ?? false;
      const method = isGrpc ? methods.get(path) : undefined;
      const begin = (call: Call): CallHandler => {
        const handler = method?.(call);
        return {
          onMessage: (message) => handler?.onMessage(message),
          onClientDone: () => handler?.onClientDone?.(),
          onClosed: () => {
            this.#calls.delete(call);
            handler?.onClosed?.();
          },
        };
      };
      const call = new Call(stream, headers, begin, report);
      this.#calls.add(call);
      if (!method) call.fail(new StatusError(Code.UNIMPLEMENTED, `Method ${path} is not implemented.`));
    });
  }

  /** Begins to accept connections. Answers the port. */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        this.#server.on('error', () => {});
        resolve((this.#server.address() as AddressInfo).port);
      });
    });
  }

  /** Accepts nothing new, ends all calls with UNAVAILABLE, says goodbye to all clients and closes. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const call of this.#calls)
      call.fail(new StatusError(Code.UNAVAILABLE, 'The server is shutting down.'));
    for (const session of this.#sessions) session.close();
    const grace = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, CLOSING_GRACE);
    await closed;
    clearTimeout(grace);
  }

  #adopt(session: ServerHttp2Session): void {
    this.#sessions.add(session);
    session.setLocalWindowSize(WINDOW_LENGTH);
    // A broken connection is told by 'close' too; without a listener it would end the process.
    session.on('error', () => {});
    session.on('close', () => this.#sessions.delete(session));
  }
}
