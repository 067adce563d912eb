import { AssertionError } from 'node:assert';
import { expect } from 'chai';
import { decide } from '../../../src/testing/decider-specification.js';
import { count, counted, counter } from './counter.js';

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
    const specification = decide(impure).given(counted(1));
    expect(() => specification.thenState({ sum: 1 })).to.throw(TypeError, 'read only');
  });
});
