import { expect } from 'chai';
import { ManualClock } from '../../../src/testing/manual-clock.js';

describe('ManualClock', () => {
  it('stands still until it is moved', async () => {
    const clock = new ManualClock('2026-03-01T12:00:00.000Z');
    expect(clock.now().toISOString()).to.equal('2026-03-01T12:00:00.000Z');
    await clock.advance(1_500);
    expect(clock.now().toISOString()).to.equal('2026-03-01T12:00:01.500Z');
  });

  it('wakes sleepers in the order they are due, each at its moment, those of new sleeps too', async () => {
    const clock = new ManualClock(new Date(0));
    const woken: [string, number][] = [];
    const sleeper = async (name: string, ...naps: number[]): Promise<void> => {
      for (const nap of naps) {
        await clock.sleep(nap);
        woken.push([name, clock.now().getTime()]);
      }
    };
    void sleeper('a', 30, 30);
    void sleeper('b', 10, 35, 1_000);
    expect(clock.nextDue).to.deep.equal(new Date(10));
    await clock.advance(100);
    expect(woken).to.deep.equal([
      ['b', 10],
      ['a', 30],
      ['b', 45],
      ['a', 60],
    ]);
    expect(clock.sleeping).to.equal(1);
    expect(clock.nextDue).to.deep.equal(new Date(1_045));
  });

  it('lets a sleeper go at once when its signal aborts', async () => {
    const clock = new ManualClock();
    const waking = new AbortController();
    const slept = clock.sleep(1_000, waking.signal);
    waking.abort();
    await slept;
    await clock.sleep(1_000, waking.signal);
    expect(clock.sleeping).to.equal(0);
  });
});
