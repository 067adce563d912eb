import { expect } from 'chai';
import { callableInstances } from '../../../src/infrastructure/discovery/callable-instances.js';
import type { EurekaInstance } from '../../../src/infrastructure/discovery/eureka/eureka-instance.js';

describe('callable instances', () => {
  const instance = (changes: object): EurekaInstance =>
    ({
      instanceId: 'one',
      app: 'THINGS',
      hostName: '10.0.0.1',
      status: 'UP',
      port: { $: 8080, '@enabled': 'true' },
      securePort: { $: 443, '@enabled': 'false' },
      metadata: {},
      ...changes,
    }) as EurekaInstance;
  const originsOf = (...instances: EurekaInstance[]) =>
    callableInstances(instances)
      .get('things')
      ?.map(({ origin }) => origin);

  for (const [what, changes, origin] of [
    ['an address', {}, 'http://10.0.0.1:8080'],
    ['a name', { hostName: 'things_1.internal' }, 'http://things_1.internal:8080'],
    ['IPv6', { hostName: '2001:db8::1' }, 'http://[2001:db8::1]:8080'],
    [
      'TLS',
      { port: { $: 80, '@enabled': 'false' }, securePort: { $: 8443, '@enabled': 'true' } },
      'https://10.0.0.1:8443',
    ],
  ] as const) {
    it(`are reached by ${what}`, () => expect(originsOf(instance(changes))).to.deep.equal([origin]));
  }

  for (const [what, changes] of [
    ['a host with white space', { hostName: 'bad host' }],
    ['markup for a host', { hostName: '<x>' }],
    ['a path in the host', { hostName: 'things/elsewhere?' }],
    ['credentials in the host', { hostName: 'me@things' }],
    ['an impossible address', { hostName: '999.1.1.1' }],
    ['an impossible IPv6 address', { hostName: '1::2::3' }],
    ['no host', { hostName: undefined }],
    ['port 0', { port: { $: 0, '@enabled': 'true' } }],
    ['port 65536', { port: { $: 65_536, '@enabled': 'true' } }],
    ['a port that is no number', { port: { $: 'x', '@enabled': 'true' } }],
    ['no port', { port: undefined }],
  ] as const) {
    it(`leave out one with ${what}, and keep the others`, () => {
      const others = [instance({}), instance({ instanceId: 'two', ...changes })];
      expect(originsOf(...others)).to.deep.equal(['http://10.0.0.1:8080']);
    });
  }

  it('are none of those that start, or want no calls', () => {
    for (const status of ['STARTING', 'OUT_OF_SERVICE', 'UNKNOWN']) {
      expect(callableInstances([instance({ status })]).size).to.equal(0);
    }
  });

  it('are others once they have said anything new about themselves: a process that was started again has', () => {
    const sinceOf = (lastDirtyTimestamp: string | undefined) =>
      callableInstances([instance({ lastDirtyTimestamp })]).get('things')?.[0]?.since;
    expect(sinceOf('1700000000000')).to.equal('1700000000000');
    expect(sinceOf(undefined)).to.equal('');
  });

  it('are those that say they are down when all that are up can not be reached', () => {
    const down = instance({ instanceId: 'two', status: 'DOWN' });
    expect(originsOf(instance({ hostName: 'bad host' }), down)).to.deep.equal(['http://10.0.0.1:8080']);
  });
});
