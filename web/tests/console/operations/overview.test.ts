import { expect } from 'chai';
import { breakersOf } from '../../../src/console/operations/breakers/placed-breaker.js';
import { instancesOf } from '../../../src/console/operations/configuration/instances-of.js';
import { chartedFigures, shopFigures } from '../../../src/console/operations/overview/shop-figures.js';
import {
  breaker,
  instanceOverview,
  instanceStanding,
  overviewOf,
  serviceOverview,
  serviceStanding,
} from './sample-overview.js';

const gateway = serviceOverview({
  service: 'gateway',
  instances: [
    instanceOverview({ instance: 'gateway-1' }),
    instanceOverview({
      instance: 'gateway-2',
      standing: instanceStanding({
        requests: { ...instanceStanding().requests, perSecond: 3, p95Ms: 50 },
      }),
    }),
  ],
  standing: null,
});
const orders = serviceOverview({
  instances: [
    instanceOverview({
      standing: instanceStanding({ circuitBreakers: [breaker('a', 'CLOSED'), breaker('b', 'OPEN')] }),
    }),
    instanceOverview({ instance: 'order-service-2', status: 'unreachable', standing: null }),
  ],
  standing: serviceStanding({
    projections: { total: 2, live: 2, rebuilding: 0, paused: 0, lagMs: 300 },
    processes: { waiting: 4, overdue: 1 },
    deadLetters: { keys: 1, events: 2 },
  }),
});

describe('the shop in figures', () => {
  it('counts calls at the gateways, and the rest in all services', () => {
    expect(shopFigures(overviewOf([gateway, orders, orders]))).to.deep.equal({
      perSecond: 5,
      errorsPerSecond: 0,
      p95Ms: 50,
      lagMs: 300,
      waiting: 8,
      overdue: 2,
      parked: 4,
    });
  });

  it('does not claim what nobody could say', () => {
    const away = overviewOf([serviceOverview({ instances: [], standing: null })]);
    expect(shopFigures(away)).to.include({ perSecond: null, p95Ms: null, lagMs: null });
    expect(chartedFigures(away)).to.deep.equal({});
  });
});

describe('instances in an overview', () => {
  it('have their circuit breakers, those that are not closed first', () => {
    const found = breakersOf(overviewOf([gateway, orders]));
    expect(found.map(({ name, instance }) => `${name} ${instance}`)).to.deep.equal([
      'b order-service-1',
      'a order-service-1',
    ]);
  });

  it('can be asked for their settings when they give an answer', () => {
    expect(instancesOf(overviewOf([gateway, orders])).map(({ instance }) => instance)).to.deep.equal([
      'gateway-1',
      'gateway-2',
      'order-service-1',
    ]);
  });
});
