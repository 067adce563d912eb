import { expect } from 'chai';
import { ProcessLog } from '../../../src/application/process-runtime/process-log.js';
import type { ProcessAdvanced } from '../../../src/application/process-runtime/process-advanced.js';
import type { ProcessDocument } from '../../../src/application/read-models/process-view.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { processes } from '../../../src/projections/processes.js';
import { SHIPPING_DEADLINE_MS } from './parcel-process.js';
import { ParcelWorld } from './parcel-world.js';

describe('the read model of processes', () => {
  const projection = processes(['parcel', 'parcel-return']);
  let world: ParcelWorld;

  beforeEach(() => {
    world = new ParcelWorld();
  });

  type View = ReturnType<typeof projection.evolve>;

  /** The document after each step of the process `p`. */
  function documents(): View[] {
    const views: View[] = [];
    for (const event of world.store.eventsOf('process.parcel-p')) {
      views.push(projection.evolve(views.at(-1) as ProcessDocument | undefined, event));
    }
    return views;
  }

  it('says what is open, and when to look after it', async () => {
    world.outage = () => new TransientError('away');
    const ordered = await world.publish('ParcelOrdered', 'p', ['slow']);
    await world
      .start()
      .handle([ordered])
      .catch(() => undefined);
    expect(documents()).to.have.length(1);
    const [{ openCommands, openDeadlines, ...rest }] = documents() as [View];
    expect(openCommands.map(({ type }) => type)).to.deep.equal(['Reserve']);
    expect(openDeadlines.map(({ dueAt }) => dueAt)).to.deep.equal(['2026-01-01T00:01:00.000Z']);
    expect(rest).to.deep.equal({
      manager: 'parcel',
      processId: 'p',
      status: 'running',
      lastInput: { type: 'ParcelOrdered', inputId: ordered.eventId },
      waking: true,
      wakeAt: Date.parse('2026-01-01T00:00:30.000Z'),
      updatedAt: '2026-01-01T00:00:00.000Z',
    });
  });

  it('waits for the deadline when no command is open, and for nothing at the end', async () => {
    const runtime = world.start();
    await runtime.handle([await world.publish('ParcelOrdered', 'p', ['slow'])]);
    expect(documents().at(-1)).to.deep.include({
      status: 'running',
      waking: true,
      wakeAt: Date.parse('2026-01-01T00:01:00.000Z'),
    });
    await runtime.handle([await world.publish('ParcelCalledOff', 'p')]);
    expect(documents().at(-1)).to.deep.include({
      status: 'ended',
      openCommands: [],
      openDeadlines: [],
      waking: false,
      wakeAt: 0,
    });
  });

  it('agrees with the runtime about what is open, after every step', async () => {
    const runtime = world.start();
    await runtime.handle([await world.publish('ParcelOrdered', 'p', ['slow', 'a'])]);
    await world.clock.advance(SHIPPING_DEADLINE_MS);
    await runtime.wake('p', 0);
    const log = new ProcessLog();
    for (const [index, event] of world.store.eventsOf('process.parcel-p').entries()) {
      log.apply({ ...event, data: event.data as ProcessAdvanced });
      const view = documents()[index]!;
      expect(view.openCommands.map(({ commandId }) => commandId)).to.deep.equal([...log.openCommands.keys()]);
      expect(view.openDeadlines.map(({ deadlineId }) => deadlineId)).to.deep.equal(
        Array.from(log.openDeadlines.values(), ({ deadlineId }) => deadlineId),
      );
      expect(view.status === 'ended').to.equal(log.ended);
    }
    expect(documents()).to.have.length(5);
  });

  it('tells processes of different managers apart, and refuses what is no step', () => {
    const event = (stream: string, type = 'ProcessAdvanced'): RecordedEvent =>
      ({ stream, type }) as unknown as RecordedEvent;
    expect(projection.documentId(event('process.parcel-p'))).to.equal('parcel-p');
    expect(projection.documentId(event('process.other-p'))).to.equal(undefined);
    expect(() => projection.evolve(undefined, event('process.parcel-p', 'Other'))).to.throw(
      'no step of a process',
    );
  });
});
