import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * The requests of a server that are not answered yet, by connection. One set of all of them would be outgrown again and again
 * under load, and V8 keeps what was in the outgrown tables alive until it collects the old generation: all answers for seconds.
 */
export class RequestsInFlight {
  readonly #byConnection = new Map<Socket, ServerResponse[]>();

  /** Takes in a request; it is over when its answer is, or its connection has gone. */
  add({ socket }: IncomingMessage, response: ServerResponse): void {
    let responses = this.#byConnection.get(socket);
    if (responses === undefined) {
      this.#byConnection.set(socket, (responses = []));
      socket.once('close', () => this.#byConnection.delete(socket));
    }
    const own = responses;
    own.push(response);
    response.once('close', () => own.splice(own.indexOf(response), 1));
  }

  /** The answers that a connection waits for: more than one when the client did not wait for the first. */
  of(socket: Socket): readonly ServerResponse[] {
    return this.#byConnection.get(socket) ?? [];
  }

  *[Symbol.iterator](): Generator<ServerResponse> {
    for (const responses of this.#byConnection.values()) yield* responses;
  }
}
