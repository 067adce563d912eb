import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { ServiceInstance } from '../../../src/infrastructure/discovery/service-instance.js';
import { newShopSecrets, trustedServiceKeys } from '../../../src/infrastructure/security/shop-secrets.js';
import { remoteKeys } from '../../../src/services/runtime/remote-keys.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { until } from '../http/support/until.js';

describe('the keys of customer-service', () => {
  let server: Server;
  let asked: string[];
  let instances: ServiceInstance[];
  let announce: () => void;

  beforeEach(async () => {
    [asked, instances] = [[], []];
    const keys = trustedServiceKeys(newShopSecrets(['one']));
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end(JSON.stringify(keys));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });
  afterEach(() => server.close());

  it('are asked for as soon as it appears, without anybody waiting for them', async () => {
    const directory = {
      instancesOf: () => instances,
      onChange(listener: () => void) {
        announce = listener;
        return () => undefined;
      },
    };
    // The clock stands still: nothing is asked for because time has passed.
    const keys = remoteKeys(directory, new ManualClock());
    expect(await keys.known()).to.equal(false);
    announce();
    const { port } = server.address() as AddressInfo;
    const [service, origin] = ['customer-service', `http://127.0.0.1:${port}`];
    instances = [{ service, instanceId: 'customer-service-1', origin, since: '', metadata: {} }];
    announce();
    await until(async () => keys.has('one'));
    announce();
    expect(await keys.known()).to.equal(true);
    expect(asked).to.deep.equal(['/.well-known/jwks.json']);
  });
});
