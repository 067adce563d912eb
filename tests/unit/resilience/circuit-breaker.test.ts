import { expect } from 'chai';
import * as fc from 'fast-check';
import { CallRejectedError } from '../../../src/infrastructure/resilience/call-rejected-error.js';
import type { CallKind } from '../../../src/infrastructure/resilience/circuit-breaker/call-totals.js';
import { CircuitBreaker } from '../../../src/infrastructure/resilience/circuit-breaker/circuit-breaker.js';
import type { CircuitBreakerSettings } from '../../../src/infrastructure/resilience/resilience-settings.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { ChangingSettings } from './support.js';

describe('the circuit breaker', () => {
  let clock: ManualClock;
  let settings: ChangingSettings;
  let transitions: string[];

  beforeEach(() => {
    clock = new ManualClock();
    transitions = [];
  });

  function breaker(own: CircuitBreakerSettings = {}): CircuitBreaker {
    settings = new ChangingSettings({
      circuitBreaker: {
        slidingWindowSize: 10,
        minimumNumberOfCalls: 4,
        failureRateThreshold: 50,
        slowCallDurationMs: 100,
        waitInOpenStateMs: 1_000,
        permittedCallsInHalfOpenState: 2,
        ...own,
      },
    });
    const onTransition = (_: string, from: string, to: string): void =>
      void transitions.push(`${from} ${to}`);
    return new CircuitBreaker('shop.buy', { settings, clock, onTransition });
  }

  const call = (one: CircuitBreaker, ...kinds: CallKind[]): void => {
    for (const kind of kinds) one.acquire().ended(kind, kind === 'failed' ? new Error('no') : undefined);
  };
  const isRefused = (one: CircuitBreaker): boolean => {
    try {
      one.acquire().ended('ignored');
      return false;
    } catch (error) {
      expect(error).to.be.instanceOf(CallRejectedError).with.property('rejection', 'circuit-open');
      return true;
    }
  };
  const open = (one: CircuitBreaker): void => call(one, 'failed', 'failed', 'failed', 'failed');

  describe('closed', () => {
    it('concludes nothing from fewer calls than the minimum', () => {
      const one = breaker();
      call(one, 'failed', 'failed', 'failed');
      expect(one.status).to.include({ state: 'CLOSED', failureRate: -1, slowCallRate: -1, total: 3 });
    });

    it('opens when the failure rate reaches its threshold', () => {
      const one = breaker();
      call(one, 'successful', 'successful', 'successful', 'failed', 'failed');
      expect(one.status).to.include({ state: 'CLOSED', failureRate: 40 });
      call(one, 'failed');
      expect(one.status).to.include({ state: 'OPEN', failureRate: 50, failed: 3, total: 6 });
      expect(transitions).to.deep.equal(['CLOSED OPEN']);
    });

    it('opens when too many calls are slow, failed or not', async () => {
      const one = breaker({ slowCallRateThreshold: 75 });
      const slow = [one.acquire(), one.acquire(), one.acquire()];
      await clock.advance(101);
      for (const permit of slow.slice(0, 2)) permit.ended('successful');
      slow[2]!.ended('failed');
      expect(one.state).to.equal('CLOSED');
      const inTime = one.acquire();
      await clock.advance(100);
      inTime.ended('successful');
      expect(one.status).to.include({ state: 'OPEN', slowCallRate: 75, slow: 3, slowFailed: 1 });
    });

    it('takes no notice of ignored calls', () => {
      const one = breaker();
      call(one, 'ignored', 'ignored', 'ignored', 'ignored', 'ignored');
      expect(one.status).to.include({ state: 'CLOSED', total: 0 });
      expect(one.totals.of('ignored').count).to.equal(5);
    });

    it('forgets calls that left a window of calls', () => {
      const one = breaker({ slidingWindowSize: 4, failureRateThreshold: 100 });
      call(one, 'failed', 'failed', 'failed', 'successful', 'failed', 'failed', 'failed');
      expect(one.state).to.equal('CLOSED');
      call(one, 'failed');
      expect(one.state).to.equal('OPEN');
    });

    it('forgets calls that left a window of seconds', async () => {
      const one = breaker({ slidingWindowType: 'TIME_BASED', slidingWindowSize: 5 });
      call(one, 'failed', 'failed', 'failed');
      await clock.advance(5_000);
      call(one, 'failed');
      expect(one.status).to.include({ state: 'CLOSED', total: 1 });
      call(one, 'failed', 'failed', 'failed');
      expect(one.state).to.equal('OPEN');
    });

    it('never needs more calls than a window of calls holds', () => {
      const one = breaker({ slidingWindowSize: 2, minimumNumberOfCalls: 50 });
      call(one, 'failed', 'failed');
      expect(one.state).to.equal('OPEN');
    });

    it('opens exactly when a naive model does', () => {
      const arrangement = fc.record({
        kinds: fc.array(fc.constantFrom<CallKind>('successful', 'failed', 'ignored'), { maxLength: 60 }),
        size: fc.integer({ min: 1, max: 12 }),
        minimum: fc.integer({ min: 1, max: 12 }),
        threshold: fc.integer({ min: 1, max: 100 }),
      });
      fc.assert(
        fc.property(arrangement, ({ kinds, size, minimum, threshold }) => {
          const one = breaker({
            slidingWindowSize: size,
            minimumNumberOfCalls: minimum,
            failureRateThreshold: threshold,
          });
          const counted: CallKind[] = [];
          for (const kind of kinds) {
            call(one, kind);
            if (kind === 'ignored') continue;
            counted.push(kind);
            const last = counted.slice(-size);
            const rate = (last.filter((each) => each === 'failed').length * 100) / last.length;
            const opens = last.length >= Math.min(minimum, size) && rate >= threshold;
            expect(one.state).to.equal(opens ? 'OPEN' : 'CLOSED');
            if (opens) return;
          }
        }),
      );
    });
  });

  describe('open', () => {
    it('refuses calls, counts them, and tells how long it will', async () => {
      const one = breaker();
      open(one);
      await clock.advance(400);
      expect(() => one.acquire())
        .to.throw(CallRejectedError)
        .with.property('retryAfterMs', 600);
      expect(one.totals.notPermitted).to.equal(1);
    });

    it('is half open by itself when its time is over', async () => {
      const one = breaker();
      open(one);
      await clock.advance(999);
      expect(one.state).to.equal('OPEN');
      await clock.advance(1);
      expect(one.state).to.equal('HALF_OPEN');
    });

    it('takes no notice of a call that began before', () => {
      const one = breaker();
      const early = one.acquire();
      open(one);
      early.ended('failed');
      expect(one.status).to.include({ state: 'OPEN', total: 4 });
      expect(one.totals.of('failed').count).to.equal(5);
    });
  });

  describe('half open', () => {
    let one: CircuitBreaker;
    beforeEach(async () => {
      one = breaker();
      open(one);
      await clock.advance(1_000);
    });

    it('lets as many trial calls through as it may, and no more', () => {
      one.acquire();
      one.acquire();
      expect(() => one.acquire())
        .to.throw(CallRejectedError)
        .with.property('rejection', 'circuit-open');
    });

    it('closes when they succeed, and begins anew', () => {
      call(one, 'successful', 'successful');
      expect(one.status).to.include({ state: 'CLOSED', total: 0 });
      expect(transitions).to.deep.equal(['CLOSED OPEN', 'OPEN HALF_OPEN', 'HALF_OPEN CLOSED']);
    });

    it('opens again when too many of them fail, for the whole time', async () => {
      call(one, 'successful', 'failed');
      expect(one.state).to.equal('OPEN');
      await clock.advance(999);
      expect(one.state).to.equal('OPEN');
    });

    it('lets another trial call through for one that is ignored', () => {
      call(one, 'ignored', 'ignored', 'ignored');
      expect(one.state).to.equal('HALF_OPEN');
      call(one, 'successful', 'successful');
      expect(one.state).to.equal('CLOSED');
    });

    it('takes no notice of a call that began while it was closed', async () => {
      call(one, 'successful', 'successful');
      const early = one.acquire();
      open(one);
      await clock.advance(1_000);
      expect(one.state).to.equal('HALF_OPEN');
      early.ended('ignored');
      one.acquire();
      one.acquire();
      expect(() => one.acquire()).to.throw(CallRejectedError);
    });

    it('decides even when fewer trial calls are permitted meanwhile', () => {
      expect(one.state).to.equal('HALF_OPEN');
      settings.change({ circuitBreaker: { permittedCallsInHalfOpenState: 1 } });
      call(one, 'successful', 'successful');
      expect(one.state).to.equal('CLOSED');
    });
  });

  describe('switched by hand', () => {
    it('stays open while it is forced to', async () => {
      const one = breaker();
      one.transitionTo('FORCED_OPEN');
      await clock.advance(1_000_000);
      expect(isRefused(one)).to.equal(true);
      one.transitionTo('CLOSED');
      expect(isRefused(one)).to.equal(false);
    });

    it('lets everything through uncounted while it is disabled', () => {
      const one = breaker();
      one.transitionTo('DISABLED');
      open(one);
      expect(one.status).to.include({ state: 'DISABLED', total: 0 });
      expect(one.totals.of('failed').count).to.equal(0);
    });

    it('only counts when it is for metrics only', () => {
      const one = breaker();
      one.transitionTo('METRICS_ONLY');
      open(one);
      expect(one.status).to.include({ state: 'METRICS_ONLY', failureRate: 100, failed: 4 });
    });
  });

  it('goes by changed thresholds and windows at once', () => {
    const one = breaker();
    call(one, 'successful', 'successful', 'successful', 'failed');
    settings.change({ circuitBreaker: { failureRateThreshold: 20 } });
    call(one, 'successful');
    expect(one.state).to.equal('OPEN');
    one.transitionTo('CLOSED');
    call(one, 'successful', 'successful');
    settings.change({ circuitBreaker: { slidingWindowSize: 3 } });
    call(one, 'failed');
    expect(one.status).to.include({ state: 'CLOSED', total: 1 });
  });

  it('remembers what went wrong and its latest hundred events', async () => {
    const one = breaker();
    await clock.advance(1_500);
    open(one);
    expect(one.events.at(-2)).to.deep.equal({
      circuitBreakerName: 'shop.buy',
      type: 'ERROR',
      creationTime: '2026-01-01T00:00:01.500Z',
      errorMessage: 'Error: no',
      durationInMs: 0,
    });
    expect(one.events.at(-1)).to.deep.include({
      type: 'STATE_TRANSITION',
      stateTransition: 'CLOSED_TO_OPEN',
    });
    one.transitionTo('METRICS_ONLY');
    for (let more = 0; more < 60; more++) call(one, 'failed', 'failed');
    expect(one.events).to.have.length(100);
  });
});
