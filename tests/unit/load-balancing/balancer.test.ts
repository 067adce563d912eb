import { expect } from 'chai';
import { Agent } from 'undici';
import type { ServiceDirectory } from '../../../src/infrastructure/discovery/service-directory.js';
import { Balancer } from '../../../src/infrastructure/load-balancing/balancer.js';
import { BalancingSettings } from '../../../src/infrastructure/load-balancing/balancing-settings.js';
import type { Outcome } from '../../../src/infrastructure/load-balancing/load-balancer.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

/** A directory whose instances a test changes. */
class ChangingDirectory implements ServiceDirectory {
  readonly #listeners = new Set<() => void>();
  readonly #since = new Map<string, string>();
  ids: readonly string[] = [];

  instancesOf(service: string) {
    return this.ids.map((instanceId) => ({
      service,
      instanceId,
      origin: `http://${instanceId}`,
      since: this.#since.get(instanceId) ?? '1',
      metadata: {},
    }));
  }
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
  list(...ids: string[]): void {
    this.ids = ids;
    for (const listener of this.#listeners) listener();
  }
  /** Another process takes the place of an instance, at the same address. */
  replace(id: string): void {
    this.#since.set(id, `${this.#since.get(id) ?? '1'}+`);
    this.list(...this.ids);
  }
}

describe('the balancer', () => {
  let directory: ChangingDirectory;
  let settings: BalancingSettings;
  let balancer: Balancer;
  let now: number;

  beforeEach(() => {
    directory = new ChangingDirectory();
    settings = Object.assign(new BalancingSettings(), { slowStartMs: 0, probeIntervalMs: 0 });
    now = 1_000_000;
    const randomness = new SeededRandomness(7);
    balancer = new Balancer({
      directory,
      randomness,
      settings: { current: settings },
      time: () => now,
      connect: () => new Agent(),
    });
  });
  afterEach(() => balancer.close());

  const choose = (avoid: string[] = []) => balancer.choose('s', new Set(avoid));
  /** Sends one request and says how it ended. */
  const call = (outcome: Outcome = 'answered', avoid: string[] = []): string => {
    const choice = choose(avoid);
    choice?.ended(outcome);
    return choice?.instance.instanceId ?? 'none';
  };
  const counts = (calls: number): Record<string, number> => {
    const result: Record<string, number> = {};
    for (let i = 0; i < calls; i += 1) {
      const id = call();
      result[id] = (result[id] ?? 0) + 1;
    }
    return result;
  };
  /** Makes `id` fail `times` times, leaving the others alone. */
  const fail = (id: string, outcome: Outcome, times: number): void => {
    const others = directory.ids.filter((other) => other !== id);
    for (let i = 0; i < times; i += 1) call(outcome, others);
  };

  it('has nothing to choose where none is known', () => {
    expect(choose()).to.equal(undefined);
  });

  it('spreads requests over all that are alike', () => {
    directory.list('a', 'b', 'c');
    const seen = counts(300);
    for (const id of ['a', 'b', 'c']) expect(seen[id], id).to.be.within(60, 140);
  });

  it('takes turns by the round-robin rule, for each service of its own', () => {
    settings.rule = 'round-robin';
    directory.list('a', 'b');
    const seen: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      seen.push(call());
      balancer.choose('another')?.ended('answered');
    }
    expect(new Set(seen.slice(0, 2)).size).to.equal(2);
    expect(seen.slice(2)).to.deep.equal(seen.slice(0, 2));
  });

  it('prefers the instance with fewer requests in flight', () => {
    directory.list('a', 'b');
    const busy = choose(['b']);
    for (let i = 0; i < 20; i += 1) expect(call()).to.equal('b');
    busy?.ended('cancelled');
    expect(counts(50)).to.have.all.keys('a', 'b');
  });

  it('prefers the faster instance, and forgets a slowness that has passed', () => {
    directory.list('a', 'b');
    for (const [id, latency] of [
      ['a', 200],
      ['b', 10],
    ] as const) {
      const choice = choose([id === 'a' ? 'b' : 'a']);
      now += latency;
      choice?.ended('answered');
    }
    expect(counts(20)).to.deep.equal({ b: 20 });
    now += 60_000;
    const choice = choose(['a']);
    now += 10;
    choice?.ended('answered');
    expect(counts(20)).to.include.keys('a');
  });

  it('does not count what comes after the beginning of an answer as slowness', () => {
    directory.list('a', 'b');
    const stream = choose(['b']);
    now += 5;
    stream?.began();
    now += 100_000;
    stream?.ended('answered');
    expect(balancer.status().find(({ instanceId }) => instanceId === 'a')?.latencyMs).to.be.below(5);
  });

  it('puts an instance out at once when it can not be reached, and tries it again later', () => {
    directory.list('a', 'b', 'c');
    fail('a', 'unreachable', 1);
    expect(counts(100)).not.to.have.property('a');
    fail('b', 'unreachable', 1);
    expect(counts(50)).to.deep.equal({ c: 50 });
    now += settings.ejectionMs;
    expect(counts(100)).to.have.all.keys('a', 'b', 'c');
  });

  it('doubles the time out each time, up to a bound, until the instance answers', () => {
    directory.list('a', 'b');
    for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
      fail('a', 'unreachable', 1);
      now += seconds * 1_000 - 1;
      expect(counts(20), `${seconds} s`).not.to.have.property('a');
      now += 1;
    }
    fail('a', 'answered', 1);
    fail('a', 'unreachable', 1);
    now += 1_000;
    expect(counts(40)).to.have.property('a');
  });

  it('puts an instance out after failures in a row, not after as many between answers', () => {
    directory.list('a', 'b');
    fail('a', 'failed', 4);
    fail('a', 'answered', 1);
    fail('a', 'failed', 4);
    expect(counts(40)).to.have.property('a');
    fail('a', 'failed', 5);
    expect(counts(40)).not.to.have.property('a');
  });

  it('takes the first request after the return as a trial', () => {
    directory.list('a', 'b');
    fail('a', 'failed', 5);
    now += 1_000;
    fail('a', 'failed', 1);
    now += 1_999;
    expect(counts(40)).not.to.have.property('a');
  });

  it('says nothing against an instance whose caller gave up', () => {
    directory.list('a', 'b');
    fail('a', 'cancelled', 20);
    expect(counts(40)).to.have.property('a');
  });

  it('lets only a share of the instances be out for errors', () => {
    directory.list('a', 'b', 'c', 'd');
    for (const id of ['a', 'b', 'c', 'd']) fail(id, 'failed', 5);
    expect(counts(100)).to.have.all.keys('c', 'd');
  });

  it('keeps trying when no instance is left', () => {
    directory.list('a');
    fail('a', 'unreachable', 1);
    expect(call()).to.equal('a');
    fail('a', 'failed', 10);
    expect(call()).to.equal('a');
  });

  it('avoids those that have just failed a request, unless there is no other', () => {
    directory.list('a', 'b');
    for (let i = 0; i < 20; i += 1) expect(call('answered', ['a'])).to.equal('b');
    expect(call('answered', ['a', 'b'])).to.be.oneOf(['a', 'b']);
    directory.list('a');
    expect(call('answered', ['a'])).to.equal('a');
  });

  it('follows the directory', () => {
    directory.list('a');
    expect(call()).to.equal('a');
    directory.list('b');
    expect(call()).to.equal('b');
    directory.list();
    expect(call()).to.equal('none');
  });

  it('lets a new instance begin slowly, and those that came first not', () => {
    settings.slowStartMs = 10_000;
    directory.list('a', 'b');
    expect(counts(200)['a']).to.be.within(60, 140);
    directory.list('a', 'b', 'new');
    const atFirst = counts(600)['new'] ?? 0;
    now += 5_000;
    const halfWay = counts(600)['new'] ?? 0;
    now += 5_000;
    const inTheEnd = counts(600)['new'] ?? 0;
    expect(atFirst).to.be.within(10, 80);
    expect(halfWay).to.be.within(atFirst, 170);
    expect(inTheEnd).to.be.within(150, 260);
  });

  it('gives one that begins slowly a request soon, and then one at a time whenever it has waited', () => {
    settings.slowStartMs = 10_000;
    for (const rule of ['power-of-two-choices', 'round-robin'] as const) {
      settings.rule = rule;
      directory.list(`${rule} a`, `${rule} b`);
      counts(10);
      const fresh = `${rule} new`;
      directory.list(...directory.ids, fresh);
      expect(counts(20), rule).to.have.property(fresh);
      for (const wait of [1, 2, 3]) {
        now += 500;
        expect(counts(20), `${rule}, wait ${wait}`).to.have.property(fresh);
      }
    }
  });

  it('does not give one that begins slowly a second request because the first one hangs', () => {
    settings.slowStartMs = 10_000;
    directory.list('a', 'b');
    counts(1);
    directory.list('a', 'b', 'new');
    const hanging = choose(['a', 'b']);
    expect(hanging?.instance.instanceId).to.equal('new');
    now += 900;
    expect(counts(200)['new'] ?? 0).to.be.below(20);
  });

  it('knows nothing about a process that takes the place of another', () => {
    directory.list('a', 'b');
    const slow = choose(['b']);
    now += 5_000;
    slow?.ended('answered');
    const fast = choose(['a']);
    now += 10;
    fast?.ended('answered');
    fail('a', 'failed', 5);
    now += 900;
    directory.replace('a');
    expect(counts(40)['a']).to.be.within(10, 30);
    expect(counts(40)).to.have.property('b');
  });

  it('forgets how slow an instance was before it was out', () => {
    directory.list('a', 'b');
    const hanging = choose(['b']);
    now += 5_000;
    hanging?.ended('unreachable');
    const fast = choose(['a']);
    now += 10;
    fast?.ended('answered');
    now += settings.ejectionMs;
    expect(counts(40)['a']).to.be.within(10, 30);
  });

  it('lets an instance that has come back begin slowly', () => {
    settings.slowStartMs = 10_000;
    directory.list('a', 'b');
    fail('a', 'unreachable', 1);
    counts(1);
    now += 1_000;
    expect(counts(300)['a']).to.be.within(1, 60);
  });

  describe('told by probes', () => {
    const probed = (id: string, healthy: boolean): void => {
      for (const one of balancer.toProbe()) if (one.instanceId === id) one.probed(healthy);
    };

    it('puts an instance out after two bad ones and takes it back after a good one', () => {
      directory.list('a', 'b');
      counts(1);
      probed('a', false);
      expect(counts(40)).to.have.property('a');
      probed('a', false);
      now += 3_600_000;
      expect(counts(40)).not.to.have.property('a');
      probed('a', true);
      expect(counts(40)).to.have.property('a');
    });

    it('leaves out an instance that could not be reached until it is well: it may listen, but not be ready yet', () => {
      settings.probeIntervalMs = 5_000;
      directory.list('a', 'b');
      fail('a', 'unreachable', 1);
      now += 10_000;
      probed('a', false);
      expect(counts(40)).not.to.have.property('a');
      probed('a', true);
      expect(counts(40)).to.have.property('a');
    });

    it('tries an instance that could not be reached after the longest time out, though no probe says anything', () => {
      settings.probeIntervalMs = 5_000;
      directory.list('a', 'b');
      fail('a', 'unreachable', 1);
      now += settings.maxEjectionMs;
      expect(counts(40)).to.have.property('a');
    });

    it('takes back an instance that could not be reached, at once', () => {
      directory.list('a', 'b');
      fail('a', 'unreachable', 1);
      probed('a', true);
      expect(counts(40)).to.have.property('a');
    });

    it('lets an instance that answered with errors serve its time', () => {
      directory.list('a', 'b');
      fail('a', 'failed', 5);
      probed('a', true);
      expect(counts(40)).not.to.have.property('a');
    });
  });
});
