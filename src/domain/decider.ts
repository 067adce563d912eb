import type { Message } from './message.js';

/**
 * An aggregate as three pure parts (Chassaing, "Functional Event Sourcing Decider").
 * No I/O, no clock, no randomness: ids and times come in with the command.
 */
export interface Decider<State, Command extends Message, Event extends Message> {
  /** The category of the aggregate's streams: `product` for `product-<id>`. */
  readonly category: string;
  readonly initialState: State;
  /** The events a command leads to; none when it changes nothing. Throws `DomainError` for a broken rule. */
  decide(command: Command, state: State): readonly Event[];
  /** Total and free of side effects: never throws, never refuses what has happened. */
  evolve(state: State, event: Event): State;
}
