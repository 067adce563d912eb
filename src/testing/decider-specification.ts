import assert from 'node:assert/strict';
import type { Decider } from '../domain/decider.js';
import { DomainError } from '../domain/domain-error.js';
import { fold } from '../domain/fold.js';
import type { Message } from '../domain/message.js';
import { assertStorable } from './assert-storable.js';
import { deepFreeze } from './deep-freeze.js';

/**
 * Given/when/then for deciders, for any test runner: expectations that fail throw `AssertionError`.
 * State, command and events are frozen, so a decider that is not pure fails too; so does one whose events are not JSON,
 * or can't be folded.
 *
 * `decide(cartDecider).given(opened).when(putItem).thenEvents(itemAdded)`
 */
export function decide<State, Command extends Message, Event extends Message>(
  decider: Decider<State, Command, Event>,
) {
  return new DeciderSpecification(decider, decider.initialState);
}

/** A decider with its past; `given` adds to it, `when` asks it to decide. */
export class DeciderSpecification<State, Command extends Message, Event extends Message> {
  constructor(
    private readonly decider: Decider<State, Command, Event>,
    /** The state that the past leads to. */
    readonly state: State,
  ) {}

  /** What has happened before, after what has been given already. */
  given(...events: readonly Event[]): DeciderSpecification<State, Command, Event> {
    const step = (state: State, event: Event): State =>
      deepFreeze(this.decider.evolve(deepFreeze(state), deepFreeze(event)));
    return new DeciderSpecification(this.decider, fold(step, this.state, events));
  }

  /** The past leads to this state. */
  thenState(expected: State): void {
    assert.deepEqual(this.state, expected);
  }

  when(command: Command): DecisionExpectation<State, Command, Event> {
    const { decider, state } = this;
    return new DecisionExpectation(this, () => decider.decide(deepFreeze(command), deepFreeze(state)));
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
    const decided = this.decision();
    assert.deepEqual(decided, expected);
    assertStorable(decided);
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
