import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { InstanceDto } from '../../../src/infrastructure/http/contracts/operations/instance-dtos.js';
import type { RegisteredInstance } from '../../../src/infrastructure/discovery/registered-instance.js';
import { overview, type OverviewParts } from '../../../src/services/gateway/operations/overview.js';

describe('the overview', () => {
  const servers: Server[] = [];
  let asked: (string | undefined)[];

  beforeEach(() => {
    asked = [];
  });

  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  async function listening(listener: RequestListener): Promise<string> {
    const server = createServer((request, response) => {
      asked.push(`${request.url} ${request.headers.authorization}`);
      listener(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const standing = (service: string, troubles: string[] = []) =>
    ({
      service,
      ready: troubles.length === 0,
      checks: troubles.map((name) => ({ name, status: 'down', problem: 'gone' })),
    }) as unknown as InstanceDto;

  /** An instance that answers as ours do. */
  const ours = (service: string, troubles?: string[]) =>
    listening((request, response) => {
      const isInstance = request.url?.includes('/instances/') === true;
      response.end(JSON.stringify(isInstance ? standing(service, troubles) : { service }));
    });

  const registered = (service: string, origin: string | undefined, number = 1): RegisteredInstance => ({
    service,
    instanceId: `${service}-${number}`,
    origin,
    status: 'UP',
    since: undefined,
  });

  const parts = (instances: readonly RegisteredInstance[]): OverviewParts => ({
    services: ['orders', 'carts'],
    instance: 'gateway-1',
    standing: async () => standing('gateway'),
    registered: () => instances,
    registryUrls: ['http://registry/eureka'],
    askRegistry: async () => undefined,
    configServerUrl: undefined,
    askConfigServer: async () => undefined,
    patienceMs: 400,
    now: () => new Date('2026-01-01'),
  });

  const statuses = async (instances: readonly RegisteredInstance[]) => {
    const { services } = await overview(parts(instances), 'Bearer x');
    return Object.fromEntries(
      services.map(({ service, status, instances: of }) => [
        service,
        [status, ...of.map((one) => one.status)],
      ]),
    );
  };

  it('shows what is up, what is not well, and what is missing', async () => {
    const well = await ours('orders');
    const unwell = await ours('orders', ['mongodb', 'event-store']);
    const { services } = await overview(
      parts([
        registered('orders', well),
        registered('orders', unwell, 2),
        registered('gateway', 'http://self'),
      ]),
      'Bearer x',
    );
    expect(services.map(({ service, status }) => [service, status])).to.deep.equal([
      ['gateway', 'up'],
      ['orders', 'degraded'],
      ['carts', 'down'],
    ]);
    expect(services[1]!.instances.map(({ status, problem }) => [status, problem])).to.deep.equal([
      ['up', null],
      ['not-ready', 'not well: mongodb, event-store'],
    ]);
    expect(services[1]!.standing).to.deep.equal({ service: 'orders' });
  });

  it('waits for nobody for long, and says who gave no answer', async () => {
    const hanging = await listening(() => undefined);
    const refusing = await listening((_, response) => {
      response.statusCode = 503;
      response.end('{"code":"sign-in-unavailable"}');
    });
    const begun = performance.now();
    const whole = {
      ...parts([
        registered('orders', hanging),
        registered('carts', refusing),
        registered('carts', 'http://127.0.0.1:1', 2),
        registered('carts', undefined, 3),
      ]),
      askRegistry: () => new Promise(() => undefined),
      configServerUrl: 'http://config',
      askConfigServer: () => Promise.reject(new Error('it answers 500')),
    };
    const { services, registry, configServer } = await overview(whole, 'Bearer x');
    expect(performance.now() - begun).to.be.below(1_500);
    expect(registry).to.include({ status: 'down', problem: 'no answer in time' });
    expect(configServer).to.include({ status: 'down', problem: 'it answers 500' });
    const problems = services.flatMap(({ instances }) => instances.map(({ problem }) => problem));
    expect(problems[0]).to.equal('no answer in time');
    expect(problems[1]).to.equal('answers 503 sign-in-unavailable');
    expect(problems[2]).to.contain('ECONNREFUSED');
    expect(problems[3]).to.equal('its address can not be one');
    expect(services.every(({ status, standing: of }) => status === 'down' && of === null)).to.equal(true);
  });

  it('shows services of others, without showing them who asks', async () => {
    const other = await listening((_, response) => response.end('{}'));
    expect(await statuses([registered('ratings', other)])).to.deep.equal({
      gateway: ['down'],
      orders: ['down'],
      carts: ['down'],
      ratings: ['up', 'up'],
    });
    expect(asked).to.deep.equal(['/health/ready undefined']);
  });

  it('asks ours on behalf of whoever asks it', async () => {
    await statuses([registered('orders', await ours('orders'))]);
    expect(asked.toSorted()).to.deep.equal([
      '/operations/services/orders Bearer x',
      '/operations/services/orders/instances/orders-1 Bearer x',
    ]);
  });
});
