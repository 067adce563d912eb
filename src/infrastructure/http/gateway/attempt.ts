import type { IncomingHttpHeaders } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Choice, Outcome } from '../../load-balancing/load-balancer.js';
import { answerHeaders } from './answer-headers.js';
import type { Exchange } from './exchange.js';
import { HttpError } from '../problems/http-error.js';
import { tunnel } from './tunnel.js';

/** How an attempt ended. */
export type AttemptResult =
  /** The client has its answer, or has gone. */
  | { readonly kind: 'over' }
  /** It was answered with a status after which it is to be sent again. */
  | { readonly kind: 'repeat' }
  /** Nothing has been sent to the client. */
  | { readonly kind: 'failed'; readonly error: Error; readonly arrived: boolean };

const OVER: AttemptResult = { kind: 'over' };

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** In bytes. */
const SMALL_BODY = 4_096;

/** A request sent once to one instance, whose answer is handed to the client while it comes. */
export class Attempt implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #answered = false;
  #outcome: Outcome = 'answered';
  /** What is still missing of the answer, in bytes; -1 = not known. */
  #missing = -1;
  #cancelled = false;
  #isOver = false;
  #resolve!: (result: AttemptResult) => void;
  readonly result = new Promise<AttemptResult>((resolve) => (this.#resolve = resolve));

  /** @param repeats whether the request is to be sent again rather than answered with this status */
  constructor(
    private readonly exchange: Exchange,
    private readonly choice: Choice,
    private readonly repeats: (status: number) => boolean,
  ) {
    exchange.cancel = () => this.#cancel();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#cancelled) this.#abort();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    if (status < 200) return;
    this.choice.began();
    if (status >= 500) this.#outcome = 'failed';
    if (this.repeats(status)) {
      this.#end({ kind: 'repeat' });
      controller.abort(new Error('is sent again'));
      return;
    }
    const { response, method } = this.exchange;
    this.#answered = true;
    const length = headers['content-length'];
    if (headers.date !== undefined) response.sendDate = false;
    response.writeHead(status, answerHeaders(this.exchange, headers, status));
    // What has no body may still tell the length of what it stands for (RFC 9110 §8.6).
    if (method === 'HEAD' || status === 204 || status === 304) response.end();
    else if (length !== undefined) this.#missing = Number(length);
    // An answer of unknown length may be one whose first event is yet to happen.
    else response.flushHeaders();
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { response } = this.exchange;
    this.#missing -= chunk.length;
    if (this.#missing === 0) {
      // As a text of bytes a small body goes out with the head, in one write.
      if (chunk.length <= SMALL_BODY) response.end(chunk.toString('latin1'), 'latin1');
      else response.end(chunk);
    } else if (!response.write(chunk)) {
      controller.pause();
      response.once('drain', () => controller.resume());
    }
  }

  onResponseEnd(): void {
    const { response } = this.exchange;
    if (!response.writableEnded) response.end();
    this.#end(OVER);
  }

  onResponseError(_: Dispatcher.DispatchController | undefined, error: Error): void {
    if (this.#isOver) return;
    if (this.#cancelled) {
      this.#outcome = 'cancelled';
      this.#end(OVER);
      return;
    }
    if (this.exchange.response.writableEnded) {
      // Whatever happened then, the client has it all.
      this.#end(OVER);
      return;
    }
    const isTheClients = error instanceof HttpError || this.exchange.request.errored !== null;
    const isUnreachable = UNREACHABLE.has(codeOf(error));
    this.#outcome = isTheClients ? 'cancelled' : isUnreachable ? 'unreachable' : 'failed';
    if (this.#answered) {
      // An instance that dies in the middle of its answer: the client must not take what it got for the whole.
      this.exchange.response.destroy();
      this.#end(OVER);
    } else {
      this.#end({ kind: 'failed', error, arrived: !isUnreachable });
    }
  }

  onRequestUpgrade(
    _: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
    socket: Duplex,
  ): void {
    this.choice.began();
    this.#answered = true;
    void tunnel(this.exchange, status, headers, socket).then(() => this.#end(OVER));
  }

  #cancel(): void {
    this.#cancelled = true;
    this.#abort();
  }

  #abort(): void {
    this.#controller?.abort(new Error('the client has gone'));
  }

  #end(result: AttemptResult): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.exchange.cancel = undefined;
    this.choice.ended(this.#outcome);
    this.#resolve(result);
  }
}

function codeOf(error: Error): string {
  return (error as Error & { code?: string }).code ?? '';
}
