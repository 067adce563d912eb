import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { deadLetterOf } from '../../../src/application/event-processor/dead-letter.js';
import { ABANDONED_AFTER_MS } from '../../../src/application/process-runtime/abandoned-commands.js';
import { cancelProcess } from '../../../src/application/process-runtime/cancel-process.js';
import { DeadlineScheduler } from '../../../src/application/process-runtime/deadline-scheduler.js';
import { processTimeline } from '../../../src/application/process-runtime/process-timeline.js';
import { recordedProcess } from '../../../src/application/process-runtime/recorded-process.js';
import { retryProcess } from '../../../src/application/process-runtime/retry-process.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { InMemoryDeadLetterStore } from '../../../src/testing/in-memory-processor-stores.js';
import { SHIPPING_DEADLINE_MS } from './parcel-process.js';
import { ParcelWorld, type ParcelRuntime } from './parcel-world.js';

describe('retryProcess', () => {
  let world: ParcelWorld;
  let runtime: ParcelRuntime;
  let deadLetters: InMemoryDeadLetterStore;

  beforeEach(() => {
    world = new ParcelWorld();
    runtime = world.start();
    deadLetters = new InMemoryDeadLetterStore();
  });

  const retry = (retryDeadlines: string[] = []) =>
    retryProcess(
      { eventStore: world.store, randomness: world.randomness, clock: world.clock, deadLetters },
      { managerName: 'parcel', processId: 'p1', retryDeadlines },
      { actor: 'operator:ada', reason: 'the carrier is back' },
    );

  /** A process whose command could not be delivered. */
  async function stuck(): Promise<void> {
    const ordered = await world.publish('ParcelOrdered', 'p1', ['slow']);
    world.outage = () => new TransientError('nobody there');
    await runtime.handle([ordered]).catch(() => undefined);
    world.outage = () => undefined;
  }

  it('lets the open commands go out under their ids, once, whoever takes them', async () => {
    await stuck();
    const [commandId] = world.steps('p1')[0]!.commands.map((command) => command.commandId);
    await world.clock.advance(ABANDONED_AFTER_MS);
    expect(await retry()).to.deep.equal({
      kind: 'retried',
      retried: { commands: 1, deadlines: [], deadLetter: false },
    });
    const dispatched = world.dispatches;
    await Promise.all([world.start().wake('p1', 1), world.start().wake('p1', 1)]);
    expect(world.effects[0]?.commandId).to.equal(commandId);
    expect(world.happened).to.deep.equal(['Reserve slow', 'Ship slow']);
    expect(world.dispatches - dispatched).to.equal(2);
  });

  it('leaves commands alone that may be under way', async () => {
    await stuck();
    expect(await retry()).to.deep.equal({ kind: 'at-work' });
    expect(world.steps('p1')).to.have.length(1);
  });

  it('does not keep those waiting who would have taken over anyway', async () => {
    await stuck();
    await world.clock.advance(ABANDONED_AFTER_MS);
    await retry();
    await world.start().wake('p1', 1);
    expect(world.happened).to.include('Reserve slow');
  });

  it('brings forward deadlines that only put off another try, so that they fire once', async () => {
    await runtime.handle([await world.publish('ParcelOrdered', 'p1', ['slow'])]);
    expect(await retry()).to.deep.equal({ kind: 'nothing-to-retry' });
    expect(await retry(['shipping'])).to.deep.equal({
      kind: 'retried',
      retried: { commands: 0, deadlines: ['shipping'], deadLetter: false },
    });
    await runtime.wake('p1', world.steps('p1').length - 1);
    expect(world.happened).to.include('Complain too late');
    await world.clock.advance(SHIPPING_DEADLINE_MS * 2);
    await world.start().wake('p1', world.steps('p1').length - 1);
    expect(world.happened.filter((effect) => effect === 'Complain too late')).to.have.length(1);
  });

  it('asks for what is parked to be handled again', async () => {
    await runtime.handle([await world.publish('ParcelOrdered', 'p1', ['slow'])]);
    const cursed = await world.publish('ParcelCursed', 'p1');
    await deadLetters.park([deadLetterOf('process.parcel', 'p1', cursed, world.clock.now(), 'cursed')]);
    expect(await retry()).to.deep.include({ retried: { commands: 0, deadlines: [], deadLetter: true } });
    expect((await deadLetters.requested('process.parcel'))[0]?.request).to.equal('replay');
    expect(world.steps('p1')).to.have.length(3);
  });

  it('has nothing to do with a process that is over, or never was', async () => {
    expect(await retry()).to.deep.equal({ kind: 'no-such-process' });
    await stuck();
    const by = { actor: 'operator:ada', reason: '' };
    await cancelProcess({ eventStore: world.store, randomness: world.randomness }, 'parcel', 'p1', by);
    expect(await retry(['shipping'])).to.deep.equal({ kind: 'ended-before' });
  });

  it('ends the pause before another try, once for each wish', async () => {
    await stuck();
    await world.clock.advance(ABANDONED_AFTER_MS);
    world.outage = () => new TransientError('still nobody there');
    let tries = 0;
    const other = world.start();
    const scheduler = new DeadlineScheduler({
      processes: { managerName: 'parcel', wake: (id, revision) => other.wake(id, revision) },
      wakeups: {
        due: async () => {
          const steps = world.steps('p1');
          const lastInput = steps.flatMap(({ inputs }) => inputs).at(-1)!;
          return [{ processId: 'p1', revision: steps.length - 1, lastInput }];
        },
      },
      clock: world.clock,
      onFailure: () => (tries += 1),
      longestRetryDelayMs: 600_000,
    });
    scheduler.start();
    try {
      await world.clock.advance(120_000);
      world.outage = () => undefined;
      const before = tries;
      await world.clock.advance(1_000);
      expect([tries, world.happened]).to.deep.equal([before, []]);
      expect((await retry()).kind).to.equal('retried');
      await world.clock.advance(2_000);
      await nextTurn();
      expect(world.happened).to.include('Reserve slow');
    } finally {
      await scheduler.stop();
    }
  });

  it('is remembered with who and why, and shows in the timeline', async () => {
    await stuck();
    await world.clock.advance(ABANDONED_AFTER_MS);
    await retry();
    await world.start().wake('p1', 1);
    const process = (await recordedProcess(world.store, 'parcel', 'p1'))!;
    const steps = processTimeline(process);
    expect(steps[1]).to.deep.include({ actor: 'operator:ada', ended: false });
    expect(steps[1]?.inputs[0]).to.deep.include({
      type: 'ProcessRetried',
      data: { retriedBy: 'operator:ada', reason: 'the carrier is back' },
    });
    const fates = steps.flatMap(({ commands }) => commands.map(({ type, outcome }) => `${type} ${outcome}`));
    expect(fates).to.deep.equal(['Reserve accepted', 'Ship accepted']);
  });
});
