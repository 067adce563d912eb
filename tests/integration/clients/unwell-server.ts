import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

/** A real HTTP server that answers as badly as a test wants it to. */
export class UnwellServer {
  /** Methods and paths of the requests it got, in order. */
  readonly requests: string[] = [];
  /** How many requests were given up by their client. */
  givenUp = 0;
  behave: Behaviour;
  readonly #server: Server;

  private constructor(behaviour: Behaviour) {
    this.behave = behaviour;
    this.#server = createServer((request, response) => {
      this.requests.push(`${request.method} ${request.url}`);
      response.once('close', () => (this.givenUp += response.writableFinished ? 0 : 1));
      request.resume();
      this.behave(request, response);
    });
  }

  static async start(behaviour: Behaviour): Promise<UnwellServer> {
    const server = new UnwellServer(behaviour);
    await server.listen(0);
    return server;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Answers JSON. */
export const answering =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (_, response) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

/** Answers a problem with this code. */
export const refusing = (
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
): Behaviour => answering(status, { code, detail: code }, headers);

/** Takes requests and says nothing. */
export const hanging: Behaviour = () => undefined;

/** Begins an answer, and breaks off in the middle of its body. */
export const dyingMidBody: Behaviour = (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"thingId":', () => response.destroy());
};

/** Does each of the given things once, then the last one for good. */
export function inTurn(...behaviours: readonly [Behaviour, ...Behaviour[]]): Behaviour {
  let next = 0;
  return (request, response) => {
    const behaviour = behaviours[Math.min(next, behaviours.length - 1)] as Behaviour;
    next += 1;
    behaviour(request, response);
  };
}
