import { AssertionError } from 'node:assert';
import { expect } from 'chai';
import type { Decider } from '../../../src/domain/decider.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import type { Message } from '../../../src/domain/message.js';
import { decide } from '../../../src/testing/decider-specification.js';
import { type Count, count, counted, counter } from './counter.js';

describe('given/when/then for deciders', () => {
  it('compares the events of a decision', () => {
    decide(counter).given(counted(3)).when(count(4)).thenEvents(counted(4));
    expect(() => decide(counter).when(count(4)).thenEvents(counted(5))).to.throw(AssertionError);
    expect(() => decide(counter).when(count(4)).thenEvents()).to.throw(AssertionError);
    expect(() => decide(counter).when(count(4)).thenNothing()).to.throw(AssertionError);
    expect(() => decide(counter).when(count(0)).thenEvents(counted(0))).to.throw(AssertionError);
  });

  it('compares the code and details of a refusal', () => {
    const full = decide(counter).given(counted(10));
    full.when(count(1)).thenFails('too-much');
    full.when(count(1)).thenFails('too-much', { sum: 10 });
    expect(() => full.when(count(1)).thenFails('too-little')).to.throw(AssertionError);
    expect(() => full.when(count(1)).thenFails('too-much', { sum: 9 })).to.throw(AssertionError);
    expect(() => full.when(count(0)).thenFails('too-much')).to.throw(AssertionError, 'led to no events');
    expect(() => decide(counter).when(count(2)).thenFails('too-much')).to.throw(AssertionError, 'Counted');
  });

  it('lets errors other than refusals through', () => {
    const broken = {
      ...counter,
      decide: () => {
        throw new TypeError('a bug');
      },
    };
    expect(() => decide(broken).when(count(1)).thenFails('too-much')).to.throw(TypeError, 'a bug');
  });

  it('goes on with the events of a decision', () => {
    decide(counter)
      .when(count(6))
      .thenEvents(counted(6))
      .when(count(4))
      .thenEvents(counted(4))
      .thenState({ sum: 10 });
    expect(() => decide(counter).given(counted(1)).thenState({ sum: 2 })).to.throw(AssertionError);
  });

  it('fails a decider that writes to its state', () => {
    const impure = {
      ...counter,
      initialState: { sum: 0 },
      evolve(state: { sum: number }) {
        state.sum += 1;
        return state;
      },
    };
    expect(() => decide(impure).given(counted(1)).thenState({ sum: 1 })).to.throw(TypeError, 'read only');
    expect(() => decide(impure).when(count(1)).thenEvents(counted(1))).to.throw(TypeError, 'read only');
  });

  it('takes no past that cannot be folded for a refusal', () => {
    const broken: typeof counter = {
      ...counter,
      evolve: () => {
        throw new DomainError('too-much', 'It ends at 10', {});
      },
    };
    expect(() => decide(broken).given(counted(1)).when(count(1)).thenFails('too-much')).to.throw(DomainError);
  });

  it('fails events that would not come back from the store as they were decided', () => {
    const at = new Date(0);
    const dated: Decider<object, Count, Message<'Counted', { readonly at: Date }>> = {
      ...counter,
      decide: () => [{ type: 'Counted', data: { at } }],
      evolve: (state) => state,
    };
    const decision = decide(dated).when(count(1));
    expect(() => decision.thenEvents({ type: 'Counted', data: { at } })).to.throw(
      AssertionError,
      'Counted is stored as JSON and would come back as {"type":"Counted","data":{"at":"1970-01-01T00:00:00.000Z"}}',
    );
  });
});
