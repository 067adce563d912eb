import { expect } from 'chai';
import { array, assert, asyncProperty, boolean, constantFrom, nat, record, uniqueArray } from 'fast-check';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { SHIPPING_DEADLINE_MS } from './parcel-process.js';
import { ParcelWorld } from './parcel-world.js';

const parcels = ['p0', 'p1', 'p2'];

/** What two instances of a service go through, side by side. */
const turmoil = record({
  /** Per parcel: its items, and whether it is called off. `gone` is sold out. */
  orders: array(
    record({
      items: uniqueArray(constantFrom('a', 'b', 'slow', 'gone'), { minLength: 1 }),
      calledOff: boolean(),
    }),
    { minLength: parcels.length, maxLength: parcels.length },
  ),
  /** Rounds of deliveries: which events each instance gets, in which order, again and again. */
  rounds: array(
    record({
      deliveries: array(array(nat(5), { maxLength: 6 }), { minLength: 2, maxLength: 2 }),
      /** After how many boundaries an instance dies; 0 for not at all. */
      crash: nat(25),
      /** Every how many dispatches one fails for the moment; 0 for none. */
      outage: nat(4),
      restart: boolean(),
      /** Whether the deadlines pass meanwhile. */
      late: boolean(),
    }),
    { maxLength: 5 },
  ),
});

describe('ProcessRuntime, two instances under any deliveries, outages and crashes', () => {
  it('takes each input once and lets each command take effect once, and leaves nothing open', async () => {
    await assert(
      asyncProperty(turmoil, async ({ orders, rounds }) => {
        const world = new ParcelWorld();
        world.soldOut.add('gone');
        const events: RecordedEvent[] = [];
        for (const [index, { items, calledOff }] of orders.entries()) {
          events.push(await world.publish('ParcelOrdered', parcels[index]!, items));
          if (calledOff) events.push(await world.publish('ParcelCalledOff', parcels[index]!));
        }

        let instances = [world.start(), world.start()];
        for (const { deliveries, crash, outage, restart, late } of rounds) {
          if (restart) instances = [world.start(), world.start()];
          world.crashAt = crash === 0 ? undefined : world.boundaries + crash;
          let calls = 0;
          world.outage = () => {
            calls += 1;
            return outage > 0 && calls % outage === 0 ? new TransientError('away') : undefined;
          };
          if (late) await world.clock.advance(SHIPPING_DEADLINE_MS);
          await Promise.allSettled(
            instances.flatMap((instance, index) => [
              instance.handle(deliveries[index]!.flatMap((each) => events[each] ?? [])),
              ...(late ? parcels.map((parcel) => instance.wake(parcel, 0)) : []),
            ]),
          );
        }

        world.crashAt = undefined;
        world.outage = () => undefined;
        const last = world.start();
        await last.handle(events);
        await world.clock.advance(SHIPPING_DEADLINE_MS);
        for (const parcel of parcels) await last.wake(parcel, 0);

        for (const parcel of parcels) {
          const steps = world.steps(parcel);
          const inputs = steps.flatMap((step) => step.inputs.map(({ inputId }) => inputId));
          expect(inputs).to.have.length(new Set(inputs).size);
          const heard = events.filter(({ stream }) => stream === `parcel-${parcel}`);
          // What comes to a process that is over and leads to nothing is not written down.
          const ended = steps.some((step) => step.ended);
          expect(inputs).to.include.members(
            heard.filter(({ type }) => !ended || type === 'ParcelOrdered').map(({ eventId }) => eventId),
          );
          const decided = steps.flatMap(({ commands }) => commands);
          const answered = steps.flatMap((step) =>
            step.inputs.flatMap(({ data }) =>
              data !== undefined && 'commandId' in data ? [data.commandId] : [],
            ),
          );
          expect(answered.toSorted()).to.deep.equal(decided.map(({ commandId }) => commandId).toSorted());

          const effects = world.effects.filter(
            ({ correlationId }) => correlationId === `correlation of ${parcel}`,
          );
          const said = effects.map(({ body }) => JSON.stringify(body));
          expect(said).to.have.length(new Set(said).size);
          expect(decided.map(({ commandId }) => commandId)).to.include.members(
            effects.map(({ commandId }) => commandId),
          );
        }
      }),
      { numRuns: 200 },
    );
  });
});
