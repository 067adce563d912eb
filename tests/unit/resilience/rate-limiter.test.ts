import { expect } from 'chai';
import * as fc from 'fast-check';
import { RateLimiter } from '../../../src/infrastructure/resilience/rate-limiter.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { ChangingSettings, rejectionOf } from './support.js';

describe('the rate limiter', () => {
  let clock: ManualClock;
  let settings: ChangingSettings;

  function limiter(limitForPeriod: number, maxWaitMs = 0): RateLimiter {
    clock = new ManualClock();
    settings = new ChangingSettings({
      rateLimit: { limitForPeriod, limitRefreshPeriodMs: 1_000, maxWaitMs },
    });
    return new RateLimiter(settings, clock);
  }
  const taken = async (one: RateLimiter): Promise<boolean> =>
    (await rejectionOf(one.acquire())) === undefined;

  it('does not limit unless it is told to', async () => {
    const one = limiter(0);
    for (let call = 0; call < 1_000; call++) await one.acquire();
    expect(one.availablePermissions).to.equal(undefined);
  });

  it('refuses calls beyond the limit until the next period', async () => {
    const one = limiter(2);
    expect([await taken(one), await taken(one), await taken(one)]).to.deep.equal([true, true, false]);
    expect(await rejectionOf(one.acquire())).to.equal('rate-limited');
    await clock.advance(999);
    expect(await taken(one)).to.equal(false);
    await clock.advance(1);
    expect(one.availablePermissions).to.equal(2);
    expect(await taken(one)).to.equal(true);
  });

  it('does not save up places of quiet periods', async () => {
    const one = limiter(2);
    await clock.advance(10_000);
    expect(one.availablePermissions).to.equal(2);
  });

  it('lets calls wait for a place in the next periods, in order', async () => {
    const one = limiter(1, 2_000);
    const began: number[] = [];
    const calls = [0, 1, 2].map((index) => one.acquire().then(() => began.push(index)));
    expect(await rejectionOf(one.acquire())).to.equal('rate-limited');
    expect(one.waiting).to.equal(2);
    await clock.advance(1_000);
    expect(began).to.deep.equal([0, 1]);
    await clock.advance(1_000);
    await Promise.all(calls);
    expect(began).to.deep.equal([0, 1, 2]);
    expect(one.waiting).to.equal(0);
  });

  it('goes by a changed limit from the next call on', async () => {
    const one = limiter(1);
    await one.acquire();
    expect(await taken(one)).to.equal(false);
    settings.change({ rateLimit: { limitForPeriod: 0 } });
    expect(await taken(one)).to.equal(true);
    settings.change({ rateLimit: { limitForPeriod: 3 } });
    await clock.advance(1_000);
    expect([await taken(one), await taken(one), await taken(one), await taken(one)]).to.deep.equal([
      true,
      true,
      true,
      false,
    ]);
  });

  it('never lets more calls begin within a period than it may, whoever waits', async () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 3_000 }),
        pauses,
        async (limit, maxWaitMs, all) => {
          const one = limiter(limit, maxWaitMs);
          const start = clock.now().getTime();
          const begun = new Map<number, number>();
          const calls = [];
          for (const pauseMs of all) {
            await clock.advance(pauseMs);
            const call = one.acquire().then(() => {
              const period = Math.floor((clock.now().getTime() - start) / 1_000);
              begun.set(period, (begun.get(period) ?? 0) + 1);
            });
            calls.push(rejectionOf(call));
          }
          await clock.advance(10_000);
          await Promise.all(calls);
          expect(Math.max(0, ...begun.values())).to.be.at.most(limit);
        },
      ),
      { numRuns: 50 },
    );
  });
});
