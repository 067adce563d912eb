import { expect } from 'chai';
import { HealthProber } from '../../../src/infrastructure/load-balancing/health-prober.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

describe('the health prober', () => {
  const clock = new ManualClock();
  let prober: HealthProber;
  let probes: { origin: string; at: number }[];
  let found: string[];
  let out: Set<string>;
  const start = clock.now().getTime();

  const instance = (id: string) => ({
    instanceId: id,
    origin: `http://${id}`,
    isOut: out.has(id),
    probed: (healthy: boolean) => found.push(`${id} ${healthy ? 'well' : 'ill'}`),
  });

  beforeEach(() => {
    probes = [];
    found = [];
    out = new Set();
    prober = new HealthProber({
      instances: () => ['a', 'b'].map(instance),
      clock,
      randomness: new SeededRandomness(3),
      probe: async (origin) => {
        probes.push({ origin, at: clock.now().getTime() - start });
        return origin === 'http://a';
      },
    });
    prober.start();
  });
  afterEach(() => prober.stop());

  const timesOf = (id: string): number[] =>
    probes.filter(({ origin }) => origin === `http://${id}`).map(({ at }) => at);

  it('asks each instance about every five seconds, at times of its own, and tells what it found', async () => {
    await clock.advance(60_000);
    expect(timesOf('a').length).to.be.within(10, 15);
    expect(timesOf('b').length).to.be.within(10, 15);
    expect(timesOf('a')).not.to.deep.equal(timesOf('b'));
    expect(new Set(found)).to.deep.equal(new Set(['a well', 'b ill']));
  });

  it('asks one that is out every second', async () => {
    out.add('b');
    await clock.advance(20_000);
    expect(timesOf('b').length).to.be.within(13, 21);
    expect(timesOf('a').length).to.be.below(6);
  });

  it('asks no more once it is stopped', async () => {
    await prober.stop();
    await clock.advance(20_000);
    expect(probes).to.deep.equal([]);
  });
});
