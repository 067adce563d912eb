import { expect } from 'chai';
import { Retry } from '../../../src/infrastructure/resilience/retry.js';
import { RetryBudget } from '../../../src/infrastructure/resilience/retry-budget.js';
import type { RetrySettings } from '../../../src/infrastructure/resilience/resilience-settings.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { ChangingSettings, onClock } from './support.js';

class Away extends Error {
  constructor(readonly retryAfterMs?: number) {
    super('away');
  }
}

describe('retry', () => {
  let clock: ManualClock;
  let settings: ChangingSettings;
  let attempts: number[];
  let fraction: number;

  beforeEach(() => {
    clock = new ManualClock();
    attempts = [];
    fraction = 0;
  });

  function retry(own: RetrySettings = {}): Retry {
    settings = new ChangingSettings({
      retry: { maxAttempts: 4, waitMs: 100, multiplier: 2, jitterPercent: 50, maxWaitMs: 300, ...own },
    });
    return new Retry({
      settings,
      clock,
      randomness: { secret: () => '', uuid: () => '', fraction: () => fraction },
      isRetryable: (error) => error instanceof Away,
      retryAfterMs: (error) => (error instanceof Away ? error.retryAfterMs : undefined),
    });
  }

  /** A call that fails as told, then succeeds; notes when it is made. */
  const failing = (...errors: Error[]) => {
    const start = clock.now().getTime();
    return async (): Promise<string> => {
      attempts.push(clock.now().getTime() - start);
      const error = errors.shift();
      if (error !== undefined) throw error;
      return 'answer';
    };
  };
  const run = (one: Retry, call: () => Promise<string>, repeatable = true): Promise<unknown> =>
    onClock(clock, async () => {
      const ended = one.execute(call, repeatable).catch((error: unknown) => error);
      await clock.advance(10_000);
      return ended;
    });

  it('pauses longer each time, up to a bound', async () => {
    expect(await run(retry(), failing(new Away(), new Away(), new Away()))).to.equal('answer');
    expect(attempts).to.deep.equal([0, 100, 300, 600]);
  });

  it('leaves a part of each pause to chance', async () => {
    fraction = 0.5;
    await run(retry(), failing(new Away(), new Away()));
    expect(attempts).to.deep.equal([0, 75, 225]);
  });

  it('gives up after the last attempt, with its error', async () => {
    const last = new Away();
    expect(await run(retry({ maxAttempts: 3 }), failing(new Away(), new Away(), last))).to.equal(last);
    expect(attempts).to.have.length(3);
  });

  it('makes a call once that may not be repeated', async () => {
    expect(await run(retry(), failing(new Away()), false)).to.be.instanceOf(Away);
    expect(attempts).to.have.length(1);
  });

  it('makes a call once more only when the error may pass', async () => {
    const refused = new Error('refused');
    expect(await run(retry(), failing(new Away(), refused))).to.equal(refused);
    expect(attempts).to.have.length(2);
  });

  it('waits as long as the receiver asks for', async () => {
    await run(retry(), failing(new Away(250), new Away()));
    expect(attempts).to.deep.equal([0, 250, 450]);
  });

  it('gives up when the receiver asks for longer than it may wait', async () => {
    expect(await run(retry(), failing(new Away(301)))).to.be.instanceOf(Away);
    expect(attempts).to.have.length(1);
  });

  it('stops when the budget is spent, and tells how calls ended', async () => {
    const one = retry({ maxAttempts: 2, waitMs: 0, budgetPercent: 10, budgetPerSecond: 0 });
    for (let call = 0; call < 30; call++) await run(one, failing(new Away(), new Away()));
    // A reserve of ten, and a tenth of each call that came after the first was spent.
    expect(attempts).to.have.length(30 + 12);
    await run(one, failing());
    expect(one.totals).to.deep.equal({
      successful_without_retry: 1,
      successful_with_retry: 0,
      failed_without_retry: 18,
      failed_with_retry: 12,
    });
  });

  it('goes by a changed number of attempts from the next call on', async () => {
    const one = retry();
    settings.change({ retry: { maxAttempts: 1 } });
    await run(one, failing(new Away()));
    expect(attempts).to.have.length(1);
    one.close();
    settings.change({ retry: { maxAttempts: 3 } });
    await run(one, failing(new Away()));
    expect(attempts).to.have.length(2);
  });
});

describe('the retry budget', () => {
  const spendable = (budget: RetryBudget): number => {
    let spent = 0;
    while (budget.spend()) spent += 1;
    return spent;
  };

  it('allows a share of the calls', () => {
    const budget = new RetryBudget(
      new ChangingSettings({ retry: { budgetPercent: 20, budgetPerSecond: 0 } }),
      new ManualClock(),
    );
    spendable(budget);
    for (let call = 0; call < 25; call++) budget.called();
    expect(spendable(budget)).to.equal(5);
  });

  it('allows a few each second to a quiet client, and saves up ten seconds', async () => {
    const clock = new ManualClock();
    const budget = new RetryBudget(
      new ChangingSettings({ retry: { budgetPercent: 0, budgetPerSecond: 2 } }),
      clock,
    );
    expect(spendable(budget)).to.equal(20);
    await clock.advance(1_500);
    expect(spendable(budget)).to.equal(3);
    await clock.advance(3_600_000);
    expect(spendable(budget)).to.equal(20);
  });

  it('allows none when it is nothing', () => {
    const settings = new ChangingSettings({ retry: { budgetPercent: 0, budgetPerSecond: 0 } });
    expect(new RetryBudget(settings, new ManualClock()).spend()).to.equal(false);
  });
});
