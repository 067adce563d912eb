import { once } from 'node:events';
import { expect } from 'chai';
import { Eureka as Original } from 'eureka-js-client';
import { Eureka as Maintained } from '@rocketsoftware/eureka-js-client';
import { exampleInstance } from '../../integration/registry/example-instance.js';
import { RegistryProcess } from '../../support/registry-process.js';
import { until } from '../../integration/services/support/until.js';

const silent = { warn() {}, info() {}, debug() {}, error() {} };

const password = 's3cret/+';

for (const [name, Eureka] of [
  ['eureka-js-client', Original],
  ['@rocketsoftware/eureka-js-client', Maintained],
] as const) {
  for (const [servicePath, login] of [
    ['/eureka/apps/', ''],
    ['/eureka/v2/apps/', ''],
    ['/eureka/apps/', `registry:${encodeURIComponent(password)}@`],
  ] as const) {
    describe(`${name} on ${servicePath}${login === '' ? '' : ' with a password'}`, function () {
      this.timeout(60_000);
      let registry: RegistryProcess;
      let client: Original;

      before(async () => {
        registry = await RegistryProcess.start(login === '' ? {} : { REGISTRY_PASSWORD: password });
        client = new Eureka({
          logger: silent,
          shouldUseDelta: true,
          instance: {
            app: 'foreign-service',
            instanceId: 'foreign-1',
            hostName: 'localhost',
            ipAddr: '127.0.0.1',
            port: { $: 9_000, '@enabled': true },
            vipAddress: 'foreign.example',
            dataCenterInfo: {
              '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo',
              name: 'MyOwn',
            },
          },
          eureka: {
            host: `${login}127.0.0.1`,
            port: registry.port,
            servicePath,
            heartbeatInterval: 50,
            // Fetched when the test says so.
            registryFetchInterval: 3_600_000,
            maxRetries: 0,
          },
        });
      });
      after(() => registry.end('SIGKILL'));

      const called = (call: (callback: (error?: unknown) => void) => void): Promise<void> =>
        new Promise((resolve, reject) => {
          call((error) => (error === undefined || error === null ? resolve() : reject(error as Error)));
        });
      const fetched = () => called((callback) => client.fetchRegistry(callback));
      const known = (app: string) => client.getInstancesByAppId(app).map(({ instanceId }) => instanceId);

      it('registers and fetches the registry', async () => {
        await called((callback) => client.start(callback));
        expect(known('FOREIGN-SERVICE')).to.deep.equal(['foreign-1']);
        const [instance] = client.getInstancesByVipAddress('foreign.example');
        expect(instance).to.deep.include({ hostName: 'localhost', status: 'UP' });
        expect(instance?.['port']).to.deep.equal({ $: 9_000, '@enabled': 'true' });
      });

      it('renews its lease', async () => {
        const renewal = async () =>
          (await registry.get('/apps/foreign-service/foreign-1')).body.instance.leaseInfo
            .lastRenewalTimestamp;
        const before = await renewal();
        await once(client, 'heartbeat');
        await until(async () => (await renewal()) > before);
      });

      it('registers again when it has been forgotten', async () => {
        expect(await registry.send('DELETE', '/apps/FOREIGN-SERVICE/foreign-1')).to.equal(200);
        await until(async () => (await registry.get('/instances/foreign-1')).status === 200);
      });

      it('applies deltas', async () => {
        await registry.send('POST', '/apps/other', exampleInstance('other', 'other-1'));
        await fetched();
        expect(known('OTHER')).to.deep.equal(['other-1']);
        await registry.send('PUT', '/apps/other/other-1/metadata?colour=green');
        await fetched();
        expect(client.getInstancesByAppId('OTHER')[0]?.['metadata']).to.deep.equal({ colour: 'green' });
        await registry.send('DELETE', '/apps/other/other-1');
        await fetched();
        expect(known('OTHER')).to.deep.equal([]);
      });

      it('takes itself out', async () => {
        await called((callback) => client.stop(callback));
        expect((await registry.get('/apps/foreign-service')).status).to.equal(404);
      });
    });
  }
}
