import type { Message } from '../../domain/message.js';
import type { ProcessManager } from '../../domain/process-manager.js';
import { isRetry, type RecordedStep } from './process-advanced.js';
import { ProcessLog } from './process-log.js';

/** One process in memory: the fold of its stream up to `revision`. */
export class ProcessInstance<State, Command extends Message, Fact extends Message> {
  readonly log = new ProcessLog<Command>();
  #revision: number | 'no-stream' = 'no-stream';
  #state: State;
  #movedAt = 0;
  #movedHere = false;

  constructor(
    readonly stream: string,
    private readonly manager: Pick<ProcessManager<State, never, Command, Fact>, 'initialState' | 'evolve'>,
  ) {
    this.#state = manager.initialState;
  }

  get revision(): number | 'no-stream' {
    return this.#revision;
  }

  get state(): State {
    return this.#state;
  }

  /** When its newest step was recorded, in ms since the epoch; an operator's wish for a retry is none of its own. */
  get movedAt(): number {
    return this.#movedAt;
  }

  /** Whether it was this instance of the service, since its start, that appended the newest step. */
  get movedHere(): boolean {
    return this.#movedHere;
  }

  /**
   * Takes in the next step of the stream.
   * @param here whether this instance of the service has just appended it
   */
  apply(step: RecordedStep<Command, Fact>, here = false): void {
    for (const fact of step.data.facts) this.#state = this.manager.evolve(this.#state, fact);
    this.log.apply(step);
    this.#revision = step.revision;
    if (isRetry(step.data)) return;
    this.#movedAt = Date.parse(step.recordedAt);
    this.#movedHere = here;
  }
}
