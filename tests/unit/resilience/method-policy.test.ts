import { expect } from 'chai';
import { MethodPolicy } from '../../../src/infrastructure/resilience/method-policy.js';
import type { ResilienceOverrides } from '../../../src/infrastructure/resilience/resilience-settings.js';
import { TimeLimitExceededError } from '../../../src/infrastructure/resilience/time-limit-exceeded-error.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import { ChangingSettings, PendingCall, errorOf, onClock, rejectionOf } from './support.js';

class Away extends Error {}

describe('the policy of a method', () => {
  let clock: ManualClock;
  let policy: MethodPolicy;
  let made: number;

  function use(overrides: ResilienceOverrides = {}): void {
    clock = new ManualClock();
    made = 0;
    policy = new MethodPolicy('shop.buy', {
      settings: new ChangingSettings({
        timeoutMs: 1_000,
        ...overrides,
        retry: { maxAttempts: 3, waitMs: 10, jitterPercent: 0, ...overrides.retry },
        circuitBreaker: { minimumNumberOfCalls: 4, slidingWindowSize: 10, ...overrides.circuitBreaker },
      }),
      clock,
      randomness: new SeededRandomness(),
      judgement: {
        isRetryable: (error) => error instanceof Away,
        retryAfterMs: () => undefined,
        isFailure: (error) => error instanceof Away || error instanceof TimeLimitExceededError,
      },
    });
  }

  const away = (): Promise<never> => {
    made += 1;
    return Promise.reject(new Away());
  };
  const run = <T>(call: () => Promise<T>, repeatable = true): Promise<T> =>
    onClock(clock, async () => {
      const ended = policy.execute(call, repeatable);
      ended.catch(() => undefined);
      await clock.advance(500);
      return ended;
    });

  it('has the breaker count every attempt of a call', async () => {
    use();
    await errorOf(run(away));
    expect(made).to.equal(3);
    expect(policy.circuitBreaker.status).to.include({ total: 3, failed: 3 });
  });

  it('stops repeating as soon as the circuit opens, and then makes no call', async () => {
    use();
    await errorOf(run(away));
    expect(await rejectionOf(run(away))).to.equal('circuit-open');
    expect(made).to.equal(4);
    expect(await rejectionOf(run(away))).to.equal('circuit-open');
    expect(made).to.equal(4);
    expect(policy.circuitBreaker.totals.notPermitted).to.equal(2);
  });

  it('refuses beyond the rate limit, once, and does not blame the receiver', async () => {
    use({ rateLimit: { limitForPeriod: 1 } });
    await run(async () => undefined);
    expect(await rejectionOf(run(away))).to.equal('rate-limited');
    expect(made).to.equal(0);
    expect(policy.circuitBreaker.status).to.include({ total: 1, failed: 0 });
    expect(policy.circuitBreaker.totals.of('ignored').count).to.equal(1);
  });

  it('counts a wait for the bulkhead as time of the call, and does not make the call after it', async () => {
    use({ timeoutMs: 200, bulkhead: { maxConcurrentCalls: 1, maxWaitMs: 10_000 } });
    const first = new PendingCall<void>();
    const [late, refused] = [
      errorOf(policy.execute(first.call, false)),
      errorOf(policy.execute(away, false)),
    ];
    await clock.advance(200);
    expect(await refused).to.be.instanceOf(TimeLimitExceededError);
    expect(await late).to.be.instanceOf(TimeLimitExceededError);
    first.resolve();
    await clock.advance(0);
    expect(made).to.equal(0);
    expect(policy.bulkhead.availableConcurrentCalls).to.equal(1);
  });

  it('refuses beyond the bulkhead, and does not blame the receiver', async () => {
    use({ bulkhead: { maxConcurrentCalls: 1, maxWaitMs: 0 } });
    const first = new PendingCall<void>();
    const running = policy.execute(first.call, false);
    await clock.advance(0);
    expect(await rejectionOf(run(away))).to.equal('bulkhead-full');
    first.resolve();
    await running;
    expect(policy.circuitBreaker.status).to.include({ total: 1, failed: 0 });
  });

  it('opens the circuit of a receiver that hangs, and closes it when it answers again', async () => {
    use({ timeoutMs: 100 });
    for (let call = 0; call < 4; call++) {
      expect(await errorOf(run(new PendingCall<void>().call))).to.be.instanceOf(TimeLimitExceededError);
    }
    expect(policy.circuitBreaker.state).to.equal('OPEN');
    await clock.advance(1_000);
    for (let trial = 0; trial < 3; trial++) await run(async () => 'answer');
    expect(policy.circuitBreaker.state).to.equal('CLOSED');
  });
});
