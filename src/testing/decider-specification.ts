import assert from 'node:assert/strict';
import type { Decider } from '../domain/decider.js';
import { DomainError } from '../domain/domain-error.js';
import { fold } from '../domain/fold.js';
import type { Message } from '../domain/message.js';
import { deepFreeze } from './deep-freeze.js';

/**
 * Given/when/then for deciders, for any test runner: expectations that fail throw `AssertionError`.
 * State, command and events are frozen, so a decider that is not pure fails too.
 *
 * `decide(cartDecider).given(opened).when(putItem).thenEvents(itemAdded)`
 */
export function decide<State, Command extends Message, Event extends Message>(
  decider: Decider<State, Command, Event>,
) {
  return new DeciderSpecification(decider, []);
}

/** A decider with its past; `given` adds to it, `when` asks it to decide. */
export class DeciderSpecification<State, Command extends Message, Event extends Message> {
  constructor(
    private readonly decider: Decider<State, Command, Event>,
    private readonly past: readonly Event[],
  ) {}

  /** What has happened before, after what has been given already. */
  given(...events: readonly Event[]): DeciderSpecification<State, Command, Event> {
    return new DeciderSpecification(this.decider, [...this.past, ...events]);
  }

  /** The state that the past leads to. */
  get state(): State {
    const { initialState, evolve } = this.decider;
    const step = (state: State, event: Event) => deepFreeze(evolve(deepFreeze(state), deepFreeze(event)));
    return fold(step, initialState, this.past);
  }

  /** The past leads to this state. */
  thenState(expected: State): void {
    assert.deepEqual(this.state, expected);
  }

  when(command: Command): DecisionExpectation<State, Command, Event> {
    return new DecisionExpectation(this, () => this.decider.decide(deepFreeze(command), this.state));
  }
}

/** What a decision is expected to be. */
class DecisionExpectation<State, Command extends Message, Event extends Message> {
  constructor(
    private readonly specification: DeciderSpecification<State, Command, Event>,
    private readonly decision: () => readonly Event[],
  ) {}

  /** Exactly these events, in this order. Goes on with them added to the past. */
  thenEvents(...expected: readonly Event[]): DeciderSpecification<State, Command, Event> {
    assert.deepEqual(this.decision(), expected);
    return this.specification.given(...expected);
  }

  /** No events: the command changes nothing. */
  thenNothing(): DeciderSpecification<State, Command, Event> {
    return this.thenEvents();
  }

  /** A `DomainError` of this code, and with these details when they are given. */
  thenFails(code: string, details?: Readonly<Record<string, unknown>>): void {
    let events: readonly Event[];
    try {
      events = this.decision();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      assert.equal(error.code, code);
      if (details) assert.deepEqual(error.details, details);
      return;
    }
    const types = events.map(({ type }) => type).join(', ') || 'no events';
    assert.fail(`expected the command to fail with ${code}, but it led to ${types}`);
  }
}
