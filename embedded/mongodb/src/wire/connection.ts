import type { Socket } from 'node:net';
import type { Document } from '../bson/document.js';
import { MongoError } from '../mongo-error.js';
import { MessageSplitter } from './message-splitter.js';
import { isLegacy, readRequest, requestIdOf } from './request.js';
import type { Request } from './request.js';
import { encodeResponse } from './response.js';
import { errorReply } from './error-reply.js';

/** Carries out a command; never throws, a failure is an answer too. */
export type Dispatch = (request: Request) => Document | Promise<Document>;

/** Serves one client: its requests are answered one after another, in order. */
export class Connection {
  readonly #socket: Socket;
  readonly #dispatch: Dispatch;
  readonly #splitter = new MessageSplitter();
  readonly #waiting: Buffer[] = [];
  #busy = false;

  constructor(socket: Socket, dispatch: Dispatch) {
    this.#socket = socket;
    this.#dispatch = dispatch;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('error', () => socket.destroy());
  }

  /** Closes at once. */
  destroy(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    try {
      this.#waiting.push(...this.#splitter.push(chunk));
    } catch {
      this.#socket.destroy();
      return;
    }
    if (!this.#busy) this.#serve();
  }

  /**
   * Answers in the same turn of the event loop wherever the command does not wait for the disk. A client that does not
   * read its answers gets no more of them.
   */
  #serve(): void {
    if (this.#socket.destroyed) return;
    while (this.#waiting.length > 0) {
      if (this.#socket.writableNeedDrain) {
        this.#hold();
        this.#socket.once('drain', () => this.#goOn());
        return;
      }
      const answer = this.#answer(this.#waiting.shift()!);
      if (answer instanceof Promise) {
        this.#hold();
        void answer.finally(() => this.#goOn());
        return;
      }
    }
  }

  #hold(): void {
    this.#busy = true;
    this.#socket.pause();
  }

  #goOn(): void {
    this.#busy = false;
    this.#socket.resume();
    this.#serve();
  }

  #answer(message: Buffer): void | Promise<void> {
    let request: Request;
    try {
      request = readRequest(message);
    } catch (error) {
      this.#refuse(message, error);
      return;
    }
    const body = this.#dispatch(request);
    if (body instanceof Promise) return body.then((reply) => this.#reply(request, reply));
    this.#reply(request, body);
  }

  #reply(request: Request, body: Document): void {
    if (request.unacknowledged || this.#socket.destroyed) return;
    let response: Buffer;
    try {
      response = encodeResponse(request, body);
    } catch (error) {
      response = encodeResponse(request, errorReply(error));
    }
    this.#socket.write(response);
  }

  /** Answers what cannot be read, and hangs up where the stream itself cannot be trusted any more. */
  #refuse(message: Buffer, error: unknown): void {
    const readable = error instanceof MongoError && error.codeName !== 'ProtocolError';
    this.#socket.write(
      encodeResponse({ id: requestIdOf(message), legacy: isLegacy(message) }, errorReply(error)),
    );
    if (!readable) this.#socket.end();
  }
}
