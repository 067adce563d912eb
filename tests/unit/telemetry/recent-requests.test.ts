import { expect } from 'chai';
import { RecentRequests } from '../../../src/infrastructure/telemetry/recent-requests.js';

describe('RecentRequests', () => {
  let now: number;
  let recent: RecentRequests;

  beforeEach(() => {
    now = 1_000_000;
    recent = new RecentRequests(() => now);
  });

  function serve(count: number, ms: number, status = 200, route = '/orders/{orderId}'): void {
    for (let index = 0; index < count; index += 1) recent.served({ route, status, seconds: ms / 1_000 });
  }

  it('has nothing to tell before the first call', () => {
    expect(recent.rates).to.deep.equal({
      perSecond: 0,
      errorsPerSecond: 0,
      p50Ms: null,
      p95Ms: null,
      p99Ms: null,
      overSeconds: 1,
    });
  });

  it('tells how many calls there were in a second, and how many failed', () => {
    serve(90, 1);
    serve(10, 1, 503);
    now += 20_000;
    expect(recent.rates).to.include({ perSecond: 5, errorsPerSecond: 0.5, overSeconds: 20 });
  });

  it('tells how long they took, to within a quarter', () => {
    serve(90, 4);
    serve(8, 40);
    serve(2, 400);
    const { p50Ms, p95Ms, p99Ms } = recent.rates;
    expect(p50Ms).to.be.within(4, 5);
    expect(p95Ms).to.be.within(40, 50);
    expect(p99Ms).to.be.within(400, 500);
    serve(1_000, 10_000_000);
    expect(recent.rates.p99Ms).to.be.within(50_000, 100_000);
  });

  it('forgets what was more than a minute ago', () => {
    serve(100, 1);
    now += 54_000;
    serve(10, 1);
    expect(recent.rates.overSeconds).to.equal(54);
    now += 10_000;
    expect(recent.rates.perSecond).to.be.closeTo(10 / 59, 0.01);
    now += 100_000;
    expect(recent.rates).to.include({ perSecond: 0, p50Ms: null });
  });

  it('leaves out probes, figures, pages, what operators look at, and streams', () => {
    for (const route of [
      'unknown',
      'other-method',
      '/',
      '/health/ready',
      '/metrics',
      '/operations/overview',
      '/operations/services/{service}/projections',
      '/actuator/refresh',
      '/orders/{orderId}/updates',
    ]) {
      serve(5, 1, 200, route);
    }
    expect(recent.rates.perSecond).to.equal(0);
    serve(5, 1, 200, '/operationsmanual');
    expect(recent.rates.perSecond).to.equal(5);
  });
});
