import { expect } from 'chai';
import { fixedSettings } from '../../../src/infrastructure/configuration/fixed-settings.js';
import { circuitBreakersRouter } from '../../../src/infrastructure/http/actuator/circuit-breakers-router.js';
import { type HttpServer, listen } from '../../../src/infrastructure/http/server/listen.js';
import { serviceApp } from '../../../src/infrastructure/http/server/service-app.js';
import { ResilienceRegistry } from '../../../src/infrastructure/resilience/resilience-registry.js';
import { RESILIENCE_DEFAULTS } from '../../../src/infrastructure/resilience/resilience-settings.js';
import { Metrics } from '../../../src/infrastructure/telemetry/metrics.js';
import { watchResilience } from '../../../src/infrastructure/telemetry/resilience-metrics.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

const NAME = 'product-service.getProduct';

describe('what is shown of remote methods', () => {
  let registry: ResilienceRegistry;
  let server: HttpServer;

  beforeEach(async () => {
    registry = new ResilienceRegistry();
    const hooks = { served: () => undefined, unexpected: () => undefined };
    server = await listen(serviceApp([circuitBreakersRouter(registry)], hooks), 0, '127.0.0.1');
  });
  afterEach(async () => {
    registry.close();
    await server.close();
  });

  /** A method of which 2 calls succeeded and 3 failed: its circuit is open, and has refused one. */
  async function addMethod(): Promise<void> {
    const policy = registry.add(NAME, {
      settings: fixedSettings({
        ...RESILIENCE_DEFAULTS,
        rateLimit: { limitForPeriod: 100, limitRefreshPeriodMs: 1_000, maxWaitMs: 0 },
      }),
      clock: new ManualClock(),
      randomness: new SeededRandomness(),
      judgement: { isRetryable: () => false, retryAfterMs: () => undefined, isFailure: () => true },
    });
    for (const failed of [false, false, true, true, true, true]) {
      const call = failed ? () => Promise.reject(new Error('away')) : () => Promise.resolve();
      await policy.execute(call, false).catch(() => undefined);
    }
  }

  async function ask(path: string, updateState?: unknown): Promise<{ status: number; body: unknown }> {
    const response = await fetch(
      `http://127.0.0.1:${server.port}${path}`,
      updateState === undefined
        ? {}
        : {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ updateState }),
          },
    );
    return { status: response.status, body: await response.json() };
  }

  const details = {
    failureRate: '60.0%',
    slowCallRate: '0.0%',
    failureRateThreshold: '50.0%',
    slowCallRateThreshold: '100.0%',
    bufferedCalls: 5,
    failedCalls: 3,
    slowCalls: 0,
    slowFailedCalls: 0,
    notPermittedCalls: 1,
    state: 'OPEN',
  };

  describe('at /actuator/circuitbreakers', () => {
    it('is nothing where there is no client', async () => {
      expect(await ask('/actuator/circuitbreakers')).to.deep.equal({
        status: 200,
        body: { circuitBreakers: {} },
      });
    });

    it('is what Resilience4j shows', async () => {
      await addMethod();
      expect((await ask('/actuator/circuitbreakers')).body).to.deep.equal({
        circuitBreakers: { [NAME]: details },
      });
      expect((await ask(`/actuator/circuitbreakers/${NAME}`)).body).to.deep.equal(details);
    });

    it('says when nothing can be told yet', async () => {
      await addMethod();
      await ask(`/actuator/circuitbreakers/${NAME}`, 'CLOSE');
      const { body } = await ask(`/actuator/circuitbreakers/${NAME}`);
      expect(body).to.include({ failureRate: '-1.0%', bufferedCalls: 0, state: 'CLOSED' });
    });

    for (const [update, state] of [
      ['FORCE_OPEN', 'FORCED_OPEN'],
      ['CLOSE', 'CLOSED'],
      ['DISABLE', 'DISABLED'],
      ['METRICS_ONLY', 'METRICS_ONLY'],
    ] as const) {
      it(`${update} leads to ${state}`, async () => {
        await addMethod();
        expect(await ask(`/actuator/circuitbreakers/${NAME}`, update)).to.deep.equal({
          status: 200,
          body: {
            circuitBreakerName: NAME,
            currentState: state,
            message: `${NAME} state has been changed successfully`,
          },
        });
        expect(registry.circuitBreaker(NAME)?.state).to.equal(state);
      });
    }

    it('refuses what it does not know', async () => {
      await addMethod();
      const unknown = await ask('/actuator/circuitbreakers/nobody');
      expect(unknown.status).to.equal(404);
      expect(unknown.body).to.include({ code: 'circuit-breaker-not-found' });
      for (const update of ['OPEN', 'HALF_OPEN', 'toString', 7, null]) {
        const refused = await ask(`/actuator/circuitbreakers/${NAME}`, update);
        expect(refused.status).to.equal(400);
        expect(refused.body).to.include({ code: 'validation-failed' });
      }
      const put = await fetch(`http://127.0.0.1:${server.port}/actuator/circuitbreakers`, { method: 'PUT' });
      expect([put.status, put.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD']);
    });

    it('tells the latest events of all, in order', async () => {
      await addMethod();
      const { body } = await ask('/actuator/circuitbreakerevents');
      const { circuitBreakerEvents } = body as { circuitBreakerEvents: { type: string }[] };
      expect(circuitBreakerEvents.map(({ type }) => type)).to.deep.equal([
        'ERROR',
        'ERROR',
        'ERROR',
        'STATE_TRANSITION',
      ]);
    });
  });

  it('stands in the metrics under Resilience4j’s names', async () => {
    await addMethod();
    const metrics = new Metrics('carts');
    watchResilience(metrics, registry);
    const lines = (await metrics.text()).text.split('\n');
    const value = (metric: string, labels = ''): number => {
      const start = `resilience4j_${metric}{name="${NAME}"${labels === '' ? '' : `,${labels}`},service="carts"} `;
      const line = lines.find((each) => each.startsWith(start));
      return Number(line?.slice(start.length));
    };
    expect(value('circuitbreaker_state', 'state="open"')).to.equal(1);
    for (const other of ['closed', 'half_open', 'forced_open', 'disabled', 'metrics_only']) {
      expect(value('circuitbreaker_state', `state="${other}"`)).to.equal(0);
    }
    expect(value('circuitbreaker_calls_seconds_count', 'kind="successful"')).to.equal(2);
    expect(value('circuitbreaker_calls_seconds_count', 'kind="failed"')).to.equal(3);
    expect(value('circuitbreaker_calls_seconds_sum', 'kind="failed"')).to.equal(0);
    expect(value('circuitbreaker_calls_seconds_count', 'kind="ignored"')).to.equal(0);
    expect(value('circuitbreaker_not_permitted_calls_total', 'kind="not_permitted"')).to.equal(1);
    expect(value('circuitbreaker_failure_rate')).to.equal(60);
    expect(value('circuitbreaker_slow_call_rate')).to.equal(0);
    expect(value('circuitbreaker_buffered_calls', 'kind="failed"')).to.equal(3);
    expect(value('circuitbreaker_slow_calls', 'kind="successful"')).to.equal(0);
    expect(value('retry_calls_total', 'kind="successful_without_retry"')).to.equal(2);
    expect(value('retry_calls_total', 'kind="failed_without_retry"')).to.equal(4);
    expect(value('ratelimiter_available_permissions')).to.equal(95);
    expect(value('ratelimiter_waiting_threads')).to.equal(0);
    expect(value('timelimiter_calls_total', 'kind="successful"')).to.equal(2);
    expect(value('timelimiter_calls_total', 'kind="failed"')).to.equal(3);
    expect(value('bulkhead_available_concurrent_calls')).to.equal(128);
    expect(value('bulkhead_max_allowed_concurrent_calls')).to.equal(128);
  });
});
