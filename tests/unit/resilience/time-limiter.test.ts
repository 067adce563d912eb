import { expect } from 'chai';
import { TimeLimitExceededError } from '../../../src/infrastructure/resilience/time-limit-exceeded-error.js';
import { TimeLimiter } from '../../../src/infrastructure/resilience/time-limiter.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { ChangingSettings, PendingCall, errorOf } from './support.js';

describe('the time limiter', () => {
  let clock: ManualClock;
  let settings: ChangingSettings;
  let limiter: TimeLimiter;

  beforeEach(() => {
    clock = new ManualClock();
    settings = new ChangingSettings({ timeoutMs: 1_000 });
    limiter = new TimeLimiter(settings, clock);
  });

  it('gives what a call in time gives', async () => {
    expect(await limiter.execute(async () => 'answer')).to.equal('answer');
    const error = new Error('refused');
    expect(await errorOf(limiter.execute(() => Promise.reject(error)))).to.equal(error);
    expect(limiter.totals).to.deep.equal({ successful: 1, failed: 1, timeout: 0 });
  });

  it('ends a call that takes too long, and has it give up', async () => {
    const late = new PendingCall<string>();
    const reasons: unknown[] = [];
    const call = limiter.execute((deadline) => {
      deadline.onExpiry = (reason) => reasons.push(reason, deadline.expired);
      return late.call();
    });
    const error = errorOf(call);
    await clock.advance(1_000);
    expect(await error).to.be.instanceOf(TimeLimitExceededError);
    expect(reasons).to.deep.equal([await error, await error]);
    late.resolve('too late');
    await clock.advance(0);
    expect(limiter.totals).to.deep.equal({ successful: 0, failed: 0, timeout: 1 });
  });

  it('ends each of many calls at its own time, with one alarm for all', async () => {
    const errors: unknown[] = [];
    const start = (): void =>
      void errorOf(limiter.execute(new PendingCall<void>().call)).then((error) => errors.push(error));
    start();
    await clock.advance(400);
    start();
    start();
    expect(clock.sleeping).to.equal(1);
    await clock.advance(600);
    expect(errors).to.have.length(1);
    await clock.advance(399);
    expect(errors).to.have.length(1);
    await clock.advance(1);
    expect(errors).to.have.length(3);
    expect(clock.sleeping).to.equal(0);
  });

  it('sets no alarm for each call that ends in time', async () => {
    for (let call = 0; call < 100; call++) await limiter.execute(async () => undefined);
    expect(clock.sleeping).to.equal(1);
  });

  it('goes by a shorter limit from the next call on', async () => {
    const long = errorOf(limiter.execute(new PendingCall<void>().call));
    settings.change({ timeoutMs: 100 });
    const short = errorOf(limiter.execute(new PendingCall<void>().call));
    await clock.advance(100);
    expect(await short)
      .to.be.instanceOf(TimeLimitExceededError)
      .and.match(/100 ms/);
    await clock.advance(900);
    expect(await long)
      .to.be.instanceOf(TimeLimitExceededError)
      .and.match(/1000 ms/);
  });

  it('leaves no alarm behind when it is closed', async () => {
    await limiter.execute(async () => undefined);
    limiter.close();
    await clock.advance(0);
    expect(clock.sleeping).to.equal(0);
  });
});
