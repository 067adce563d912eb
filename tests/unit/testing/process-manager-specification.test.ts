import { AssertionError } from 'node:assert';
import { expect } from 'chai';
import type { Message } from '../../../src/domain/message.js';
import type { ProcessManager } from '../../../src/domain/process-manager.js';
import { processManager } from '../../../src/testing/process-manager-specification.js';

type Knock = Message<'Knock', { readonly door: string }>;
type Open = Message<'Open', { readonly door: string }>;
type Heard = Message<'Heard', { readonly door: string }>;

/** Opens a door at the second knock. */
const porter: ProcessManager<number, Knock, Open, Heard> = {
  name: 'porter',
  initialState: 0,
  processOf: (event) => (event.type === 'Knock' ? event.data.door : undefined),
  react(heard, input) {
    if (input.type !== 'Knock') return {};
    const facts: Heard[] = [{ type: 'Heard', data: input.data }];
    if (heard === 0) return { facts, deadlines: [{ name: 'again', afterMs: 100 }] };
    return { facts, commands: [{ type: 'Open', data: input.data }], cancelDeadlines: ['again'], ended: true };
  },
  evolve: (heard) => heard + 1,
};

const knock: Knock = { type: 'Knock', data: { door: 'front' } };
const heard: Heard = { type: 'Heard', data: { door: 'front' } };
const open: Open = { type: 'Open', data: { door: 'front' } };

describe('given/when/then for process managers', () => {
  it('compares every part of a reaction', () => {
    const second = { facts: [heard], commands: [open], cancelDeadlines: ['again'], ended: true };
    const once = processManager(porter).given(heard);
    once.when(knock).thenReacts(second);
    expect(() => once.when(knock).thenReacts({ ...second, facts: [] })).to.throw(AssertionError);
    expect(() => once.when(knock).thenReacts({ ...second, commands: [open, open] })).to.throw(AssertionError);
    expect(() => once.when(knock).thenReacts({ ...second, cancelDeadlines: [] })).to.throw(AssertionError);
    expect(() => once.when(knock).thenReacts({ ...second, ended: false })).to.throw(AssertionError);
    const first = processManager(porter).when(knock);
    expect(() => first.thenReacts({ facts: [heard], deadlines: [{ name: 'again', afterMs: 99 }] })).to.throw(
      AssertionError,
    );
  });

  it('takes a part left out for an empty one', () => {
    processManager(porter)
      .when({ type: 'DeadlinePassed', data: { name: 'again' } })
      .thenReacts({ commands: [] });
    expect(() => processManager(porter).when(knock).thenNothing()).to.throw(AssertionError);
  });

  it('goes on with the facts of a reaction', () => {
    processManager(porter)
      .when(knock)
      .thenReacts({ facts: [heard], deadlines: [{ name: 'again', afterMs: 100 }] })
      .when(knock)
      .thenReacts({ facts: [heard], commands: [open], cancelDeadlines: ['again'], ended: true });
  });

  it('compares the process that an event belongs to', () => {
    processManager(porter).thenProcessOf(knock, 'front');
    expect(() => processManager(porter).thenProcessOf(knock, 'back')).to.throw(AssertionError);
  });

  it('fails a process manager that reacts to an event which never reaches it', () => {
    const deaf: typeof porter = { ...porter, processOf: () => undefined };
    const reaction = { facts: [heard], deadlines: [{ name: 'again', afterMs: 100 }] };
    expect(() => processManager(deaf).when(knock).thenReacts(reaction)).to.throw(
      AssertionError,
      'Knock belongs to no process',
    );
    const indifferent: typeof porter = { ...deaf, react: () => ({}) };
    processManager(indifferent).when(knock).thenNothing();
    const tired: typeof porter = { ...deaf, react: () => ({ ended: true }) };
    processManager(tired)
      .when({ type: 'DeadlinePassed', data: { name: 'again' } })
      .thenReacts({ ended: true });
  });

  it('fails facts that cannot be folded, and facts and commands that are not JSON', () => {
    const broken: typeof porter = {
      ...porter,
      evolve: () => {
        throw new TypeError('a bug');
      },
    };
    const reaction = { facts: [heard], deadlines: [{ name: 'again', afterMs: 100 }] };
    expect(() => processManager(broken).when(knock).thenReacts(reaction)).to.throw(TypeError, 'a bug');
    for (const part of ['facts', 'commands'] as const) {
      const endless = { [part]: [{ type: 'Endless', data: { door: Infinity } }] } as object;
      const vague: typeof porter = { ...porter, react: () => endless };
      expect(() => processManager(vague).when(knock).thenReacts(endless)).to.throw(
        AssertionError,
        'Endless is stored as JSON',
      );
    }
  });

  it('fails a process manager that writes to its input', () => {
    const impure: typeof porter = {
      ...porter,
      react(_heard, input) {
        Object.assign(input.data, { door: 'back' });
        return {};
      },
    };
    const mutable: Knock = { type: 'Knock', data: { door: 'front' } };
    expect(() => processManager(impure).when(mutable).thenNothing()).to.throw(TypeError, 'read only');
  });
});
