import type { Dispatcher } from 'undici';
import type { CallDeadline } from '../../resilience/call-deadline.js';

/** An answer in full. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/**
 * Sends one request and collects the answer. The deadline is the only limit of time; it ends the exchange wherever it is.
 * @param began called when the answer begins
 * @throws TimeLimitExceededError, or what undici says of the connection
 */
export function exchange(
  connections: Dispatcher,
  request: Omit<Dispatcher.DispatchOptions, 'headersTimeout' | 'bodyTimeout'>,
  deadline: CallDeadline,
  began: () => void,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const collector = new AnswerCollector(resolve, reject, began);
    deadline.onExpiry = (error) => collector.giveUp(error);
    connections.dispatch({ headersTimeout: 0, bodyTimeout: 0, ...request }, collector);
  });
}

class AnswerCollector implements Dispatcher.DispatchHandler {
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #givenUp: Error | undefined;
  #status = 0;
  #headers: HttpAnswer['headers'] = {};

  constructor(
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (error: Error) => void,
    private readonly began: () => void,
  ) {}

  giveUp(error: Error): void {
    this.#givenUp = error;
    this.#controller?.abort(error);
    this.reject(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // It waited for a connection until nobody wanted its answer any more.
    if (this.#givenUp !== undefined) controller.abort(this.#givenUp);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: HttpAnswer['headers'],
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = headers;
    this.began();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const [first = Buffer.alloc(0)] = this.#chunks;
    const body = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
    this.resolve({ status: this.#status, headers: this.#headers, text: body.toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.reject(error);
  }
}
