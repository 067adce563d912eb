import type { Decider } from '../../domain/decider.js';
import type { Message } from '../../domain/message.js';
import type { AnsweredCommands } from './answered-commands.js';

/** What one event on its way into a stream's state must say of itself. */
export interface Applied<Event> {
  readonly revision: number;
  readonly position: bigint;
  readonly commandId: string;
  /** What it means today: none or several when its schema is an old one. */
  readonly events: readonly Event[];
}

/** A stream folded up to one revision; it only ever moves forwards. */
export class StreamState<State, Event extends Message> {
  #state: State;
  #revision: number;
  #position: bigint;

  constructor(
    private readonly decider: Pick<Decider<State, never, Event>, 'evolve'>,
    readonly answered: AnsweredCommands,
    state: State,
    revision = -1,
    position = 0n,
  ) {
    this.#state = state;
    this.#revision = revision;
    this.#position = position;
  }

  get state(): State {
    return this.#state;
  }

  /** Of the last event folded in; -1 before the first. */
  get revision(): number {
    return this.#revision;
  }

  /** Of the last event folded in; 0 before the first. */
  get position(): bigint {
    return this.#position;
  }

  /** Folds an event in. One that is already in changes nothing, so that two readers may bring the same tail. */
  apply({ revision, position, commandId, events }: Applied<Event>): void {
    if (revision <= this.#revision) return;
    let state = this.#state;
    for (const event of events) state = this.decider.evolve(state, event);
    this.#state = state;
    this.#revision = revision;
    this.#position = position;
    this.answered.add({ commandId, revision, position });
  }
}
