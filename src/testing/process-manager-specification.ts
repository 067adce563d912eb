import assert from 'node:assert/strict';
import { fold } from '../domain/fold.js';
import type { Message } from '../domain/message.js';
import type { ProcessInput, ProcessManager, Reaction } from '../domain/process-manager.js';
import { assertStorable } from './assert-storable.js';
import { deepFreeze } from './deep-freeze.js';

/**
 * Given/when/then for process managers, for any test runner: expectations that fail throw `AssertionError`.
 * State, facts and inputs are frozen, so a process manager that is not pure fails too; so does one whose facts and commands
 * are not JSON, whose facts can't be folded, or that reacts to an event which belongs to no process.
 *
 * `processManager(checkout).given(started).when(orderCreated).thenReacts({ commands: [placeOrder] })`
 */
export function processManager<State, Event extends Message, Command extends Message, Fact extends Message>(
  manager: ProcessManager<State, Event, Command, Fact>,
) {
  return new ProcessManagerSpecification(manager, manager.initialState);
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
    /** The state that the facts lead to. */
    readonly state: State,
  ) {}

  /** What the process remembers, after what has been given already. */
  given(...facts: readonly Fact[]): ProcessManagerSpecification<State, Event, Command, Fact> {
    const step = (state: State, fact: Fact): State =>
      deepFreeze(this.manager.evolve(deepFreeze(state), deepFreeze(fact)));
    return new ProcessManagerSpecification(this.manager, fold(step, this.state, facts));
  }

  /** The process that an event belongs to; undefined: to none. */
  thenProcessOf(event: Event, expected: string | undefined): void {
    assert.equal(this.manager.processOf(deepFreeze(event)), expected);
  }

  when(input: ProcessInput<Event>): ReactionExpectation<State, Event, Command, Fact> {
    const { manager, state } = this;
    return new ReactionExpectation(this, () => {
      const reaction = complete(manager.react(deepFreeze(state), deepFreeze(input)));
      if (isEvent<Event>(input) && manager.processOf(input) === undefined) {
        assert.deepEqual(
          reaction,
          complete({}),
          `${input.type} belongs to no process, and none ever hears of it`,
        );
      }
      return reaction;
    });
  }
}

/** What a reaction is expected to be. */
class ReactionExpectation<State, Event extends Message, Command extends Message, Fact extends Message> {
  constructor(
    private readonly specification: ProcessManagerSpecification<State, Event, Command, Fact>,
    private readonly reaction: () => Required<Reaction<Command, Fact>>,
  ) {}

  /** Exactly this reaction; a part left out is an empty one. Goes on with its facts added to the past. */
  thenReacts(expected: Reaction<Command, Fact>): ProcessManagerSpecification<State, Event, Command, Fact> {
    const reaction = this.reaction();
    assert.deepEqual(reaction, complete(expected));
    assertStorable([...reaction.facts, ...reaction.commands]);
    return this.specification.given(...(expected.facts ?? []));
  }

  /** The process has nothing to say to this. */
  thenNothing(): ProcessManagerSpecification<State, Event, Command, Fact> {
    return this.thenReacts({});
  }
}

/** Whether an input comes from outside; of the others the runtime knows by itself which process they are for. */
function isEvent<Event extends Message>(input: ProcessInput<Event>): input is Event {
  return !['CommandAccepted', 'CommandRejected', 'DeadlinePassed'].includes(input.type);
}

function complete<Command extends Message, Fact extends Message>(
  reaction: Reaction<Command, Fact>,
): Required<Reaction<Command, Fact>> {
  return { commands: [], facts: [], deadlines: [], cancelDeadlines: [], ended: false, ...reaction };
}
