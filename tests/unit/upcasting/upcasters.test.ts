import { expect } from 'chai';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import type { Upcaster } from '../../../src/application/upcasting/upcaster.js';
import { Upcasters } from '../../../src/application/upcasting/upcasters.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { someEvent } from '../../support/some-event.js';
import { add, tallyHandler } from '../command-handler/tally.js';

/** Version 1 had the two numbers as a text, version 2 apart; version 3 splits them into two events of another type. */
const numberPairs: readonly Upcaster[] = [
  {
    type: 'PairAdded',
    schemaVersion: 1,
    raise(data) {
      const [left, right] = (data as { pair: string }).pair.split('+').map(Number);
      return [{ type: 'PairAdded', schemaVersion: 2, data: { left, right } }];
    },
  },
  {
    type: 'PairAdded',
    schemaVersion: 2,
    raise(data) {
      const { left, right } = data as { left: number; right: number };
      return [left, right].map((amount) => ({ type: 'Added', schemaVersion: 1, data: { amount } }));
    },
  },
  { type: 'Noted', schemaVersion: 1, raise: () => [] },
];

function recorded(type: string, schemaVersion: number | undefined, data: unknown): RecordedEvent {
  const { eventId, metadata } = someEvent();
  return {
    eventId,
    stream: 'tally-1',
    revision: 4,
    position: 9n,
    type,
    data,
    metadata: { ...metadata, schemaVersion: schemaVersion as number },
    recordedAt: '2026-01-01T00:00:00.000Z',
  };
}

describe('Upcasters', () => {
  const { raise } = new Upcasters(numberPairs);

  it('leaves an event of today as it is', () => {
    const event = recorded('Added', 1, { amount: 1 });
    expect(raise(event)).to.deep.equal([event]);
    expect(new Upcasters().raise(event)[0]).to.equal(event);
  });

  it('raises step by step, one event to several, all at the place of the first', () => {
    const event = recorded('PairAdded', 1, { pair: '3+4' });
    const at = { ...event, metadata: { ...event.metadata, schemaVersion: 1 } };
    expect(raise(event)).to.deep.equal([
      { ...at, type: 'Added', data: { amount: 3 } },
      { ...at, type: 'Added', data: { amount: 4 } },
    ]);
  });

  it('takes an event without a version for the first one', () => {
    expect(raise(recorded('PairAdded', undefined, { pair: '3+4' }))).to.have.length(2);
  });

  it('drops an event that means nothing any more', () => {
    expect(raise(recorded('Noted', 1, {}))).to.deep.equal([]);
  });

  it('refuses two steps from the same version', () => {
    const [step] = numberPairs as [Upcaster];
    expect(() => new Upcasters([step, step])).to.throw('two upcasters take PairAdded version 1');
  });

  it('refuses a chain that goes in circles', () => {
    const circle = new Upcasters([
      { type: 'A', schemaVersion: 1, raise: () => [{ type: 'B', schemaVersion: 1, data: {} }] },
      { type: 'B', schemaVersion: 1, raise: () => [{ type: 'A', schemaVersion: 1, data: {} }] },
    ]);
    expect(() => circle.raise(recorded('A', 1, {}))).to.throw('circles');
  });

  it('lets a command handler meet events of every age', async () => {
    const store = new InMemoryEventStore();
    const old = [
      someEvent('PairAdded', { pair: '1+2' }),
      someEvent('Noted'),
      someEvent('Added', { amount: 4 }),
    ];
    await store.append('tally-1', 'no-stream', old);
    const handler = tallyHandler(store, { upcasters: new Upcasters(numberPairs) });
    expect(await handler.load('tally-1')).to.deep.include({ state: { total: 7, events: 3 }, revision: 2 });
    expect((await handler.handle('tally-1', add(1))).revision).to.equal(3);
  });
});
