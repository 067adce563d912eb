import { expect } from 'chai';
import { EurekaDirectory } from '../../../src/infrastructure/discovery/eureka-directory.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';

describe('how often a directory looks at the registry', () => {
  let looks: number;
  let isMissed: boolean;
  let clock: ManualClock;
  let directory: EurekaDirectory;

  beforeEach(() => {
    [looks, isMissed, clock] = [0, false, new ManualClock()];
    const empty = { versions__delta: '1', apps__hashcode: '', application: [] };
    const look = async () => {
      looks += 1;
      if (isMissed) directory.instancesOf('customer-service');
      return empty;
    };
    directory = new EurekaDirectory({
      client: { applications: look, delta: look },
      clock,
      refreshMs: 30_000,
      onAway: () => expect.fail('it is there'),
      onBack: () => undefined,
    });
    directory.start();
  });
  afterEach(() => directory.stop());

  it('is less and less while nothing changes', async () => {
    await clock.advance(120_000);
    expect(looks).to.be.within(5, 15);
  });

  it('is every quarter of a second while somebody misses a service', async () => {
    isMissed = true;
    await clock.advance(10_000);
    expect(looks).to.be.within(40, 43);
    isMissed = false;
    await clock.advance(120_000);
    expect(looks).to.be.below(43 + 15);
  });
});
