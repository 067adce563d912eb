import { expect } from 'chai';
import * as fc from 'fast-check';
import { PositionTracker } from '../../../src/application/event-processor/position-tracker.js';

describe('PositionTracker', () => {
  it('never passes an unfinished message, whatever the order of completion', () => {
    const orders = fc.integer({ min: 1, max: 300 }).chain((count) =>
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, index) => index),
        { minLength: count },
      ),
    );
    fc.assert(
      fc.property(orders, (order) => {
        const tracker = new PositionTracker(5n);
        const messages = order.map((_, index) => tracker.begin(BigInt(index + 10)));
        const unfinished = new Set(order);
        for (const index of order) {
          tracker.finish(messages[index]!);
          unfinished.delete(index);
          const firstOpen = unfinished.size === 0 ? order.length : Math.min(...unfinished);
          expect(tracker.applied).to.equal(firstOpen === 0 ? 5n : BigInt(firstOpen + 9));
          expect(tracker.inFlight).to.equal(order.length - firstOpen);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('tells when everything before a mark is applied', () => {
    const tracker = new PositionTracker(undefined);
    const seen: string[] = [];
    const first = tracker.begin(1n);
    tracker.finish(tracker.begin(undefined, undefined, () => seen.push('mark')));
    expect(seen).to.deep.equal([]);
    tracker.finish(first);
    expect(seen).to.deep.equal(['mark']);
    expect(tracker.applied).to.equal(1n);
  });

  it('wakes who waits for a position, and lets go of who no longer waits', async () => {
    const tracker = new PositionTracker(undefined);
    const message = tracker.begin(7n);
    const reached = tracker.reached(6n, new AbortController().signal);
    const givingUp = new AbortController();
    const neverReached = tracker.reached(8n, givingUp.signal);
    tracker.finish(message);
    await reached;
    givingUp.abort();
    await neverReached;
    expect(tracker.applied).to.equal(7n);
  });
});
