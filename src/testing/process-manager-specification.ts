import assert from 'node:assert/strict';
import { fold } from '../domain/fold.js';
import type { Message } from '../domain/message.js';
import type { ProcessInput, ProcessManager, Reaction } from '../domain/process-manager.js';
import { deepFreeze } from './deep-freeze.js';

/**
 * Given/when/then for process managers, for any test runner: expectations that fail throw `AssertionError`.
 * State, facts and inputs are frozen, so a process manager that is not pure fails too.
 *
 * `processManager(checkout).given(started).when(orderCreated).thenReacts({ commands: [placeOrder] })`
 */
export function processManager<State, Event extends Message, Command extends Message, Fact extends Message>(
  manager: ProcessManager<State, Event, Command, Fact>,
) {
  return new ProcessManagerSpecification(manager, []);
}

/** A process with its past; `given` adds facts to it, `when` tells it something. */
export class ProcessManagerSpecification<
  State,
  Event extends Message,
  Command extends Message,
  Fact extends Message,
> {
  constructor(
    private readonly manager: ProcessManager<State, Event, Command, Fact>,
    private readonly past: readonly Fact[],
  ) {}

  /** What the process remembers, after what has been given already. */
  given(...facts: readonly Fact[]): ProcessManagerSpecification<State, Event, Command, Fact> {
    return new ProcessManagerSpecification(this.manager, [...this.past, ...facts]);
  }

  /** The state that the facts lead to. */
  get state(): State {
    const { initialState, evolve } = this.manager;
    const step = (state: State, fact: Fact) => deepFreeze(evolve(deepFreeze(state), deepFreeze(fact)));
    return fold(step, initialState, this.past);
  }

  /** The process that an event belongs to; undefined: to none. */
  thenProcessOf(event: Event, expected: string | undefined): void {
    assert.equal(this.manager.processOf(deepFreeze(event)), expected);
  }

  when(input: ProcessInput<Event>): ReactionExpectation<State, Event, Command, Fact> {
    return new ReactionExpectation(this, () => this.manager.react(this.state, deepFreeze(input)));
  }
}

/** What a reaction is expected to be. */
class ReactionExpectation<State, Event extends Message, Command extends Message, Fact extends Message> {
  constructor(
    private readonly specification: ProcessManagerSpecification<State, Event, Command, Fact>,
    private readonly reaction: () => Reaction<Command, Fact>,
  ) {}

  /** Exactly this reaction; a part left out is an empty one. Goes on with its facts added to the past. */
  thenReacts(expected: Reaction<Command, Fact>): ProcessManagerSpecification<State, Event, Command, Fact> {
    assert.deepEqual(complete(this.reaction()), complete(expected));
    return this.specification.given(...(expected.facts ?? []));
  }

  /** The process has nothing to say to this. */
  thenNothing(): ProcessManagerSpecification<State, Event, Command, Fact> {
    return this.thenReacts({});
  }
}

function complete<Command extends Message, Fact extends Message>(
  reaction: Reaction<Command, Fact>,
): Required<Reaction<Command, Fact>> {
  return { commands: [], facts: [], deadlines: [], cancelDeadlines: [], ended: false, ...reaction };
}
