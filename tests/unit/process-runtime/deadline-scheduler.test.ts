import { expect } from 'chai';
import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  DeadlineScheduler,
  type SchedulerFailure,
  type Wakeable,
} from '../../../src/application/process-runtime/deadline-scheduler.js';
import { ABANDONED_AFTER_MS } from '../../../src/application/process-runtime/abandoned-commands.js';
import type { DueProcess, ProcessWakeups } from '../../../src/application/process-runtime/process-wakeups.js';
import type { ProcessDocument } from '../../../src/application/read-models/process-view.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { processes } from '../../../src/projections/processes.js';
import { SHIPPING_DEADLINE_MS } from './parcel-process.js';
import { ParcelWorld } from './parcel-world.js';

/** Looks up due processes as the read model would show them. */
function projected(world: ParcelWorld): ProcessWakeups {
  const projection = processes(['parcel']);
  return {
    async due(manager, now, limit) {
      const documents = new Map<string, Omit<ProcessDocument, '_id' | 'listKey'>>();
      for (const event of world.store.events) {
        const id = projection.documentId(event);
        if (id === undefined) continue;
        const before = documents.get(id) as ProcessDocument | undefined;
        documents.set(id, { ...projection.evolve(before, event), revision: event.revision });
      }
      return [...documents.values()]
        .filter((document) => document.manager === manager && document.waking && document.wakeAt <= now)
        .sort((a, b) => a.wakeAt - b.wakeAt)
        .slice(0, limit);
    },
  };
}

describe('DeadlineScheduler', () => {
  let world: ParcelWorld;
  let failures: SchedulerFailure[];
  const running: DeadlineScheduler[] = [];

  beforeEach(() => {
    world = new ParcelWorld();
    failures = [];
  });

  afterEach(async () => {
    await Promise.all(running.splice(0).map((scheduler) => scheduler.stop()));
    expect(world.clock.sleeping).to.equal(0);
  });

  function schedule(processes: Wakeable, wakeups = projected(world), maxAtOnce?: number): DeadlineScheduler {
    const scheduler = new DeadlineScheduler({
      processes,
      wakeups,
      clock: world.clock,
      onFailure: (failure) => failures.push(failure),
      ...(maxAtOnce === undefined ? {} : { maxAtOnce }),
    });
    running.push(scheduler);
    scheduler.start();
    return scheduler;
  }

  async function until(condition: () => boolean): Promise<void> {
    for (let turn = 0; !condition(); turn++) {
      if (turn === 2_000) throw new Error('it never happened');
      await nextTurn();
    }
  }

  it('fires a deadline when it is due, not before, and once', async () => {
    const runtime = world.start();
    await runtime.handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    schedule(runtime);
    await world.clock.advance(SHIPPING_DEADLINE_MS - 1_000);
    expect(world.happened).not.to.include('Complain too late');
    await world.clock.advance(2_000);
    await until(() => world.happened.includes('Release slow'));
    await world.clock.advance(120_000);
    expect(world.happened.filter((effect) => effect === 'Complain too late')).to.have.length(1);
    expect(failures).to.deep.equal([]);
  });

  it('fires after a restart what came due while nothing ran', async () => {
    await world.start().handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    await world.clock.advance(SHIPPING_DEADLINE_MS * 10);
    schedule(world.start());
    await until(() => world.happened.includes('Release slow'));
  });

  it('never fires a deadline that was cancelled, however late the read model is', async () => {
    const runtime = world.start();
    await runtime.handle([await world.publish('ParcelOrdered', 'p', ['a'])]);
    const late: DueProcess[] = [{ processId: 'p', revision: 0 }];
    schedule(runtime, { due: async () => late });
    await world.clock.advance(SHIPPING_DEADLINE_MS * 2);
    expect(world.happened).to.deep.equal(['Reserve a', 'Ship a']);
    expect(world.steps('p')).to.have.length(3);
  });

  it('drops the deadlines of a process that has ended', async () => {
    const runtime = world.start();
    const ordered = await world.publish('ParcelOrdered', 'p', ['slow']);
    await runtime.handle([ordered, await world.publish('ParcelCalledOff', 'p')]);
    schedule(runtime);
    await world.clock.advance(SHIPPING_DEADLINE_MS * 2);
    expect(world.happened).not.to.include('Complain too late');
  });

  it('takes effect once with several instances, each seeing the read model late', async () => {
    await world.start().handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    const always: ProcessWakeups = { due: async () => [{ processId: 'p', revision: 0 }] };
    for (let instance = 0; instance < 3; instance++) schedule(world.start(), always);
    await world.clock.advance(SHIPPING_DEADLINE_MS + 5_000);
    await until(() => world.happened.includes('Release slow'));
    expect(world.happened.toSorted()).to.deep.equal([
      'Complain too late',
      'Release slow',
      'Reserve slow',
      'Ship slow',
    ]);
    const inputs = world.steps('p').flatMap((step) => step.inputs.map(({ inputId }) => inputId));
    expect(new Set(inputs).size).to.equal(inputs.length);
  });

  it('dispatches what a deadline led to from one instance only, however long that takes', async () => {
    await world.start().handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    const always: ProcessWakeups = { due: async () => [{ processId: 'p', revision: 0 }] };
    const dispatched = world.dispatches;
    let answer = (): void => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    world.pause = () => held;
    for (let instance = 0; instance < 3; instance++) schedule(world.start(), always);
    await world.clock.advance(SHIPPING_DEADLINE_MS + 20_000);
    expect(world.dispatches - dispatched).to.equal(2); // the complaint and the release
    answer();
    await until(() => world.happened.includes('Release slow'));
  });

  it('lets one instance take over what another has left behind', async () => {
    const first = world.start();
    await first.handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    await world.clock.advance(SHIPPING_DEADLINE_MS);
    world.crashAt = world.boundaries + 2; // right behind the step that took the deadline in
    await first.wake('p', 0).catch(() => undefined);
    world.crashAt = undefined;

    const always: ProcessWakeups = { due: async () => [{ processId: 'p', revision: 0 }] };
    const dispatched = world.dispatches;
    let answer = (): void => {};
    const held = new Promise<void>((resolve) => (answer = resolve));
    world.pause = () => held;
    for (let instance = 0; instance < 3; instance++) schedule(world.start(), always);
    await world.clock.advance(ABANDONED_AFTER_MS - 1_000);
    expect(world.dispatches - dispatched).to.equal(0);
    await world.clock.advance(10_000);
    expect(world.dispatches - dispatched).to.equal(2); // the complaint and the release
    answer();
    await until(() => world.happened.includes('Release slow'));
  });

  it('dispatches the commands that a crash behind a fired deadline left open', async () => {
    const first = world.start();
    await first.handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    await world.clock.advance(SHIPPING_DEADLINE_MS);
    world.crashAt = world.boundaries + 2; // right behind the step that took the deadline in
    await first.wake('p', 0).catch(() => undefined);
    expect(world.happened).not.to.include('Complain too late');

    schedule(world.start());
    await world.clock.advance(ABANDONED_AFTER_MS + 5_000);
    await until(() => world.happened.includes('Release slow'));
    expect(world.happened.filter((effect) => effect === 'Complain too late')).to.have.length(1);
  });

  it('does not trust its memory of a process when another instance went further', async () => {
    const [one, other] = [world.start(), world.start()];
    await one.handle([await world.publish('ParcelAnnounced', 'p')]);
    await other.handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    schedule(one);
    await world.clock.advance(SHIPPING_DEADLINE_MS + 1_000);
    await until(() => world.happened.includes('Release slow'));
  });

  it('tries again later what fails for the moment, and reports it', async () => {
    const runtime = world.start();
    await runtime.handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    world.outage = () => new TransientError('away');
    schedule(runtime);
    await world.clock.advance(SHIPPING_DEADLINE_MS + 5_000);
    await until(() => failures.length >= 3);
    expect(failures[0]).to.include({ managerName: 'parcel', processId: 'p' });
    world.outage = () => undefined;
    await world.clock.advance(60_000);
    await until(() => world.happened.includes('Release slow'));
  });

  it('goes on after the read model was away', async () => {
    const runtime = world.start();
    await runtime.handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    let away = true;
    const wakeups = projected(world);
    schedule(runtime, {
      due(...query) {
        if (away) throw new TransientError('away');
        return wakeups.due(...query);
      },
    });
    await world.clock.advance(SHIPPING_DEADLINE_MS + 2_000);
    expect(failures.length).to.be.greaterThan(0);
    away = false;
    await world.clock.advance(1_000);
    await until(() => world.happened.includes('Release slow'));
  });

  it('does not let one hanging process stand in the way of the others', async () => {
    const runtime = world.start();
    const events = await Promise.all(
      ['p1', 'p2', 'p3'].map((id) => world.publish('ParcelOrdered', id, ['slow'])),
    );
    await runtime.handle(events);
    let release: (() => void) | undefined;
    const hanging = new Promise<void>((resolve) => (release = resolve));
    schedule(
      {
        managerName: runtime.managerName,
        async wake(processId, revision) {
          if (processId === 'p1') await hanging;
          await runtime.wake(processId, revision);
        },
      },
      projected(world),
      2,
    );
    await world.clock.advance(SHIPPING_DEADLINE_MS + 5_000);
    const complaints = (): number => world.happened.filter((effect) => effect === 'Complain too late').length;
    await until(() => complaints() === 2);
    release?.();
    await world.clock.advance(5_000);
    await until(() => complaints() === 3);
  });
});
