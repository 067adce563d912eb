import { expect } from 'chai';
import { assert, asyncProperty, nat } from 'fast-check';
import { stateDifference } from '../../../src/application/audit-service/replay/diff.js';
import { stateAt } from '../../../src/application/audit-service/replay/replay.js';
import type { EventToAppend } from '../../../src/application/event-store.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import { rejection } from '../command-handler/rejection.js';
import { metadataOf } from '../../support/metadata-of.js';

const begin = Date.parse('2026-03-01T00:00:00.000Z');
const stepMs = 60_000;
const length = 200;
const stream = 'cart-1';

type Quantities = Record<string, number>;

/** What the cart holds after each event, told by a few lines that know nothing of the shop's code. */
function independentFold(events: readonly { type: string; data: unknown }[]): Quantities {
  const held: Quantities = {};
  for (const { type, data } of events) {
    const { productId, quantity } = data as { productId: string; quantity: number };
    if (type === 'CartItemAdded' || type === 'CartItemQuantityChanged') held[productId] = quantity;
    if (type === 'CartItemRemoved') delete held[productId];
  }
  return held;
}

describe('the replayed state', () => {
  let store: InMemoryEventStore;
  let written: EventToAppend[];

  before(async () => {
    let now = begin;
    store = new InMemoryEventStore(() => new Date(now));
    const randomness = new SeededRandomness(7);
    const event = (type: string, data: object): EventToAppend => {
      const id = randomness.uuid();
      return {
        eventId: id,
        type,
        data: { cartId: '1', ...data },
        metadata: metadataOf(id, { actor: 'ann' }),
      };
    };
    written = [event('CartOpened', { customerId: 'ann' })];
    const held = new Set<string>();
    while (written.length < length) {
      const productId = `product-${Math.floor(randomness.fraction() * 8)}`;
      const quantity = 1 + Math.floor(randomness.fraction() * 9);
      const line = { productId, name: 'A mug', unitPrice: { amount: 250, currency: 'EUR' }, quantity };
      if (!held.has(productId)) written.push(event('CartItemAdded', line));
      else if (randomness.fraction() < 0.4) written.push(event('CartItemRemoved', { productId }));
      else written.push(event('CartItemQuantityChanged', line));
      if (written.at(-1)!.type === 'CartItemRemoved') held.delete(productId);
      else held.add(productId);
    }
    for (const each of written) {
      await store.append(stream, 'any', [each]);
      now += stepMs;
    }
  });

  function quantitiesOf(state: unknown): Quantities {
    const { lines } = state as { lines: readonly { productId: string; quantity: number }[] };
    return Object.fromEntries(lines.map(({ productId, quantity }) => [productId, quantity]));
  }

  it('equals an independent fold at 100 random moments', () =>
    assert(
      asyncProperty(nat(length * stepMs - 1), async (offset) => {
        const at = new Date(begin + offset).toISOString();
        const { state, revision } = await stateAt(store, stream, { at });
        expect(revision).to.equal(Math.floor(offset / stepMs));
        expect(quantitiesOf(state)).to.deep.equal(independentFold(written.slice(0, revision + 1)));
      }),
      { numRuns: 100 },
    ));

  it('equals an independent fold at 100 random revisions', () =>
    assert(
      asyncProperty(nat(length - 1), async (revision) => {
        const { state } = await stateAt(store, stream, { revision });
        expect(quantitiesOf(state)).to.deep.equal(independentFold(written.slice(0, revision + 1)));
      }),
      { numRuns: 100 },
    ));

  it('differs between two revisions in what the events between them touched', async () => {
    const { from, to, changes } = await stateDifference(store, stream, { revision: 0 }, { revision: 1 });
    expect({ from, to }).to.deep.equal({ from: 0, to: 1 });
    expect(changes.length).to.be.greaterThan(0);
    for (const { path, events } of changes) {
      expect(path).to.match(/^\/lines/);
      expect(events.map(({ revision, actor }) => ({ revision, actor }))).to.deep.equal([
        { revision: 1, actor: 'ann' },
      ]);
    }
  });

  it('is none before the first event, and says as of when', async () => {
    const at = new Date(begin - stepMs).toISOString();
    const message = `There is no stream ${stream} as of ${at}`;
    for (const asked of [stateAt(store, stream, { at }), stateDifference(store, stream, { at }, { at })]) {
      expect(await rejection(asked)).to.include({ code: 'stream-not-found', message });
    }
  });
});
