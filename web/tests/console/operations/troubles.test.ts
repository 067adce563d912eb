import { expect } from 'chai';
import type { ServiceOverview } from '../../../src/api/dtos.js';
import { troublesOf } from '../../../src/console/operations/overview/troubles.js';
import {
  breaker,
  instanceOverview,
  instanceStanding,
  overviewOf,
  serviceOverview,
  serviceStanding,
} from './sample-overview.js';

const troubles = (...services: Partial<ServiceOverview>[]) =>
  troublesOf(overviewOf(services.map(serviceOverview)));
const titles = (...services: Partial<ServiceOverview>[]) => troubles(...services).map(({ title }) => title);
const withBreaker = (state: Parameters<typeof breaker>[1]) => ({
  instances: [
    instanceOverview({
      standing: instanceStanding({ circuitBreakers: [breaker('product-service.getProduct', state)] }),
    }),
  ],
});

describe('what is not well', () => {
  it('is nothing when all is well', () => {
    expect(troublesOf(overviewOf([serviceOverview()], { configServer: { status: 'none' } }))).to.deep.equal(
      [],
    );
  });

  it('has first what customers notice', () => {
    const found = troubles(
      {
        standing: serviceStanding({ projections: { total: 2, live: 1, rebuilding: 0, paused: 1, lagMs: 0 } }),
      },
      { service: 'product-service', status: 'down', instances: [], standing: null },
    );
    expect(found.map(({ id, severity }) => `${severity} ${id}`)).to.deep.equal([
      'bad down product-service',
      'warning paused order-service',
    ]);
  });

  it('says of a service that is down why, and what the shop does without', () => {
    const instances = [instanceOverview({ status: 'unreachable', problem: 'ECONNREFUSED', standing: null })];
    const [found] = troubles({ status: 'down', instances, standing: null });
    expect(found?.title).to.equal('order-service is down (ECONNREFUSED)');
    expect(found?.advice).to.match(/^Orders can not be looked at, and checkouts wait\. /);
  });

  it('says of an instance what it lacks, and what to do about it', () => {
    const checks = [{ name: 'mongodb', status: 'down' as const, problem: 'no answer' }];
    const standing = instanceStanding({ ready: false, checks });
    const instances = [
      instanceOverview({ status: 'not-ready', problem: 'not well: mongodb', standing }),
      instanceOverview({ instance: 'order-service-2' }),
    ];
    const [found, ...others] = troubles({ status: 'degraded', instances });
    expect(others).to.deep.equal([]);
    expect(found).to.deep.include({
      title: 'order-service-1 is not ready (not well: mongodb)',
      place: { page: 'instance', service: 'order-service', instance: 'order-service-1' },
    });
    expect(found?.advice).to.match(/^Start MongoDB/);
  });

  it('is what an instance works without, too', () => {
    const checks = [{ name: 'kafka', status: 'down' as const, problem: 'no connection' }];
    const standing = instanceStanding({ ready: true, checks });
    const [found] = troubles({
      instances: [instanceOverview({ status: 'up', problem: 'not well: kafka', standing })],
    });
    expect(found?.title).to.equal('order-service-1 serves, but not as it should (not well: kafka)');
    expect(found?.advice).to.match(/^Start Kafka/);
  });

  it('is a circuit breaker that refuses calls, or that somebody has switched', () => {
    expect(titles(withBreaker('OPEN'))).to.deep.equal([
      'The circuit breaker product-service.getProduct of order-service-1 is open',
    ]);
    expect(titles(withBreaker('FORCED_OPEN'))).to.have.length(1);
    expect(titles(withBreaker('DISABLED'))).to.have.length(1);
    expect(titles(withBreaker('CLOSED'))).to.deep.equal([]);
    expect(titles(withBreaker('HALF_OPEN'))).to.deep.equal([]);
  });

  it('is what is parked, overdue, far behind or failing', () => {
    const requests = { ...instanceStanding().requests, perSecond: 2, errorsPerSecond: 0.5 };
    expect(
      titles({
        instances: [instanceOverview({ standing: instanceStanding({ requests }) })],
        standing: serviceStanding({
          projections: { total: 2, live: 2, rebuilding: 0, paused: 0, lagMs: 75_000 },
          processes: { waiting: 5, overdue: 1 },
          deadLetters: { keys: 1, events: 3 },
        }),
      }),
    ).to.deep.equal([
      'order-service has parked 3 events of 1 stream or process',
      '1 process of order-service should have gone on by now',
      'order-service-1 fails 0.5/s of 2/s calls',
      'A projection of order-service is 1 min 15 s behind',
    ]);
  });

  it('is a registry or config server that is away', () => {
    const found = troublesOf(
      overviewOf([], {
        registry: { status: 'down', urls: [], problem: 'no answer in time' },
        configServer: { status: 'down' },
      }),
    );
    expect(found.map(({ title }) => title)).to.deep.equal([
      'The registry gives no answer (no answer in time)',
      'The config server gives no answer',
    ]);
  });
});
