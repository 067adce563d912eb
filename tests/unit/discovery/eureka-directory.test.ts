import { expect } from 'chai';
import type { KnownServices } from '../../../src/infrastructure/discovery/directory-file.js';
import { RegistryUnavailableError } from '../../../src/infrastructure/discovery/eureka/registry-unavailable-error.js';
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

describe('a directory that starts while the registry is away', () => {
  const instance = {
    service: 'things',
    instanceId: 'things-1',
    origin: 'http://127.0.0.1:1',
    since: '1',
    metadata: {},
  };
  let isAway: boolean;
  let kept: KnownServices;
  let directory: EurekaDirectory;
  let clock: ManualClock;
  let changes: number;

  beforeEach(() => {
    [isAway, kept, clock, changes] = [true, new Map([['things', [instance]]]), new ManualClock(), 0];
    const look = async () => {
      if (isAway) throw new RegistryUnavailableError('away');
      return { versions__delta: '1', apps__hashcode: '', application: [] };
    };
    directory = new EurekaDirectory({
      client: { applications: look, delta: look },
      clock,
      refreshMs: 1_000,
      keeper: {
        load: async () => kept,
        changed: (services) => (kept = services),
        kept: async () => {},
      },
      onAway: () => undefined,
      onBack: () => undefined,
    });
    directory.onChange(() => (changes += 1));
  });
  afterEach(() => directory.stop());

  it('goes by what was kept, until the registry says how it is', async () => {
    directory.start();
    await clock.advance(5_000);
    expect(directory.instancesOf('things')).to.deep.equal([instance]);
    expect(changes).to.equal(1);
    isAway = false;
    await clock.advance(1_000);
    expect(directory.instancesOf('things')).to.deep.equal([]);
    expect(kept.size).to.equal(0);
  });

  it('does not look at what was kept when the registry is there', async () => {
    isAway = false;
    directory.start();
    await clock.advance(5_000);
    expect(changes).to.equal(0);
  });

  it('keeps nothing of what it has only from there', async () => {
    const before = kept;
    directory.start();
    await clock.advance(5_000);
    expect(kept).to.equal(before);
  });
});
