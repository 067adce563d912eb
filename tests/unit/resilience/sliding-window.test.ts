import { expect } from 'chai';
import * as fc from 'fast-check';
import { CountWindow } from '../../../src/infrastructure/resilience/circuit-breaker/count-window.js';
import type { WindowCounts } from '../../../src/infrastructure/resilience/circuit-breaker/sliding-window.js';
import { TimeWindow } from '../../../src/infrastructure/resilience/circuit-breaker/time-window.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';

interface RecordedCall {
  readonly failed: boolean;
  readonly slow: boolean;
}

const calls = fc.record({ failed: fc.boolean(), slow: fc.boolean() });

/** What a window should hold, counted anew. */
function counted(those: readonly RecordedCall[]): WindowCounts {
  const count = (matches: (call: RecordedCall) => boolean): number => those.filter(matches).length;
  return {
    total: those.length,
    failed: count(({ failed }) => failed),
    slow: count(({ slow }) => slow),
    slowFailed: count(({ failed, slow }) => failed && slow),
  };
}

const plain = ({ total, failed, slow, slowFailed }: WindowCounts): WindowCounts => ({
  total,
  failed,
  slow,
  slowFailed,
});

describe('sliding windows', () => {
  it('of calls hold the last ones, after each of any calls', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(calls, { maxLength: 60 }), (size, all) => {
        const window = new CountWindow(size);
        for (const [index, call] of all.entries()) {
          window.record(call);
          const last = all.slice(Math.max(0, index + 1 - size), index + 1);
          expect(plain(window.counts())).to.deep.equal(counted(last));
        }
      }),
    );
  });

  it('of seconds hold the calls of the last seconds, the running one included, at any time', async () => {
    const steps = fc.array(fc.record({ pauseMs: fc.integer({ min: 0, max: 5_000 }), call: calls }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), steps, async (size, all) => {
        const clock = new ManualClock();
        const second = (): number => Math.floor(clock.now().getTime() / 1000);
        const window = new TimeWindow(size, clock);
        const recorded: { second: number; call: RecordedCall }[] = [];
        for (const { pauseMs, call } of all) {
          await clock.advance(pauseMs);
          const within = (): RecordedCall[] =>
            recorded.filter((one) => one.second > second() - size).map((one) => one.call);
          expect(plain(window.counts())).to.deep.equal(counted(within()));
          window.record(call);
          recorded.push({ second: second(), call });
          expect(plain(window.counts())).to.deep.equal(counted(within()));
        }
      }),
    );
  });

  it('of seconds stay as they are when the clock is set back', async () => {
    const clock = new ManualClock('2026-01-01T00:00:10.000Z');
    const window = new TimeWindow(5, clock);
    window.record({ failed: true, slow: false });
    const earlier = new ManualClock('2026-01-01T00:00:03.000Z');
    clock.now = () => earlier.now();
    window.record({ failed: false, slow: false });
    expect(plain(window.counts())).to.deep.equal({ total: 2, failed: 1, slow: 0, slowFailed: 0 });
  });
});
