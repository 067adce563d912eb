import type { Message } from '../../domain/message.js';
import type { CommandResult } from '../command-result.js';
import type { Request } from './decide-group.js';

/** The answer to one request of a group: a result, or the error to throw. */
export type Answer = { readonly result: CommandResult } | { readonly error: unknown };

interface Waiting<Body extends Message> {
  readonly request: Request<Body>;
  readonly resolve: (result: CommandResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Lets the commands of one stream wait for each other, and hands on those that have come together as a group. */
export class CommandQueue<Body extends Message> {
  readonly #streams = new Map<string, Waiting<Body>[]>();

  /** @param commit answers every request, in order; when it throws, all of them fail with what it throws */
  constructor(
    private readonly commit: (
      stream: string,
      requests: readonly Request<Body>[],
    ) => Promise<readonly Answer[]>,
    private readonly groupSize: number,
  ) {}

  add(stream: string, request: Request<Body>): Promise<CommandResult> {
    return new Promise((resolve, reject) => {
      const waiting = this.#streams.get(stream);
      if (waiting !== undefined) {
        waiting.push({ request, resolve, reject });
      } else {
        const first = [{ request, resolve, reject }];
        this.#streams.set(stream, first);
        void this.#work(stream, first);
      }
    });
  }

  async #work(stream: string, waiting: Waiting<Body>[]): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting.splice(0, this.groupSize);
      try {
        const answers = await this.commit(
          stream,
          group.map(({ request }) => request),
        );
        for (const [index, { resolve, reject }] of group.entries()) {
          const answer = answers[index] as Answer;
          if ('result' in answer) resolve(answer.result);
          else reject(answer.error);
        }
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    this.#streams.delete(stream);
  }
}
