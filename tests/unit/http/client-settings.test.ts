import { expect } from 'chai';
import { LiveConfiguration } from '../../../src/infrastructure/configuration/live-configuration.js';
import { SettingsError } from '../../../src/infrastructure/configuration/settings-error.js';
import { clientSettings } from '../../../src/infrastructure/http/client/client-settings.js';
import { RESILIENCE_DEFAULTS } from '../../../src/infrastructure/resilience/resilience-settings.js';

type Given = Readonly<Record<string, string | number>>;

describe('the settings of a client', () => {
  const settingsOf = (given: Given) => {
    const configuration = new LiveConfiguration({ properties: new Map(Object.entries(given)) });
    const method = clientSettings(configuration, 'product-service', ['getProduct', 'listProducts'], {
      timeoutMs: 700,
      retry: { maxAttempts: 2 },
    });
    return { method, change: (other: Given) => configuration.apply(new Map(Object.entries(other))) };
  };

  it('are those of the client over the general ones', () => {
    expect(settingsOf({}).method('getProduct').current).to.deep.equal({
      ...RESILIENCE_DEFAULTS,
      timeoutMs: 700,
      retry: { ...RESILIENCE_DEFAULTS.retry, maxAttempts: 2 },
    });
  });

  it('are what is said of the method, else of the client, else of all', () => {
    const { method } = settingsOf({
      'resilience.default.timeoutMs': 100,
      'resilience.default.retry.maxAttempts': '5',
      'resilience.default.bulkhead.maxConcurrentCalls': 7,
      'resilience.product-service.timeoutMs': 200,
      'resilience.product-service.retry.maxAttempts': 4,
      'resilience.product-service.getProduct.timeoutMs': '300',
      'resilience.product-service.getProduct.circuitBreaker.slidingWindowType': 'TIME_BASED',
      'resilience.order-service.timeoutMs': 900,
    });
    expect(method('getProduct').current).to.deep.include({ timeoutMs: 300 });
    expect(method('getProduct').current.retry).to.include({ maxAttempts: 4, waitMs: 50 });
    expect(method('getProduct').current.circuitBreaker.slidingWindowType).to.equal('TIME_BASED');
    expect(method('listProducts').current).to.deep.include({
      timeoutMs: 200,
      bulkhead: { maxConcurrentCalls: 7, maxWaitMs: 500 },
    });
    expect(method('listProducts').current.circuitBreaker.slidingWindowType).to.equal('COUNT_BASED');
  });

  it('change while the process runs, and tell who listens', () => {
    const { method, change } = settingsOf({ 'resilience.product-service.timeoutMs': 200 });
    const live = method('getProduct');
    const told: number[] = [];
    const stop = live.onChange(({ timeoutMs }) => told.push(timeoutMs));
    change({ 'resilience.default.timeoutMs': 400 });
    expect(live.current.timeoutMs).to.equal(400);
    stop();
    change({});
    expect(live.current.timeoutMs).to.equal(700);
    expect(told.at(-1)).to.equal(400);
  });

  for (const [key, value] of [
    ['resilience.default.timeoutMs', 'soon'],
    ['resilience.default.retry.maxAttempts', 0],
    ['resilience.product-service.circuitBreaker.failureRateThreshold', 101],
    ['resilience.product-service.circuitBreaker.slidingWindowType', 'MOON_BASED'],
    ['resilience.product-service.getProduct.patience', 1],
    ['resilience.product-service.getProdcut.timeoutMs', 1],
  ] as const) {
    const named = key.replace(/(getProdcut).*/, '$1');
    it(`are refused when ${key} is ${value}, and stay as they were`, () => {
      expect(() => settingsOf({ [key]: value })).to.throw(SettingsError, named);
      const { method, change } = settingsOf({ 'resilience.default.timeoutMs': 100 });
      expect(() => change({ [key]: value })).to.throw(SettingsError, named);
      expect(method('getProduct').current.timeoutMs).to.equal(100);
    });
  }
});
