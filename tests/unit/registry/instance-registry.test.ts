import { expect } from 'chai';
import { RecentChanges } from '../../../src/services/registry/deltas/recent-changes.js';
import { InstanceRegistry } from '../../../src/services/registry/leases/instance-registry.js';
import { readInstance } from '../../../src/services/registry/representation/read-instance.js';
import type { SelfPreservation } from '../../../src/services/registry/leases/self-preservation.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { exampleInstance } from '../../integration/registry/example-instance.js';

const CLIENT = { replicated: false };
const PEER = { replicated: true };

describe('the registry of instances', () => {
  let clock: ManualClock;
  let told: string[];
  let changes: number;

  function registryOf(
    selfPreservation: SelfPreservation = { enabled: false, threshold: 0.85 },
  ): InstanceRegistry {
    return new InstanceRegistry({
      clock,
      changes: new RecentChanges(180_000),
      selfPreservation,
      observer: {
        changed: () => (changes += 1),
        acted: ({ kind, instance }) => told.push(`${kind} ${instance.instanceId}`),
      },
    });
  }
  const example = (id: string, own: Record<string, unknown> = {}) =>
    readInstance(
      exampleInstance('shop', id, own),
      'SHOP',
      { renewalIntervalInSecs: 30, durationInSecs: 90 },
      clock.now().getTime(),
    );
  const filled = (count: number, selfPreservation?: SelfPreservation): InstanceRegistry => {
    const registry = registryOf(selfPreservation);
    for (let number = 1; number <= count; number++) registry.register(example(`i${number}`), CLIENT);
    return registry;
  };
  const renewAllBut = async (registry: InstanceRegistry, missing: number, seconds: number): Promise<void> => {
    const ids = registry.leases.map(({ instance }) => instance.instanceId).slice(missing);
    for (let passed = 0; passed < seconds; passed += 30) {
      await clock.advance(30_000);
      for (const id of ids) registry.renew('SHOP', id, CLIENT);
    }
  };

  beforeEach(() => {
    clock = new ManualClock();
    told = [];
    changes = 0;
  });

  describe('leases', () => {
    it('run out after the time the instance asked for, and not before', async () => {
      const registry = registryOf();
      registry.register(example('a', { leaseInfo: { durationInSecs: 5 } }), CLIENT);
      registry.register(example('b'), CLIENT);
      await clock.advance(5_000);
      expect(registry.evict()).to.deep.equal([]);
      await clock.advance(1);
      expect(registry.evict().map(({ instanceId }) => instanceId)).to.deep.equal(['a']);
      await clock.advance(85_000);
      expect(registry.evict().map(({ instanceId }) => instanceId)).to.deep.equal(['b']);
      expect(registry.leases).to.deep.equal([]);
    });

    it('are prolonged by renewals, and by as much as the registry itself is late', async () => {
      const registry = filled(1);
      await clock.advance(89_000);
      expect(registry.renew('SHOP', 'i1', CLIENT)).to.deep.equal({ kind: 'renewed' });
      await clock.advance(100_000);
      expect(registry.evict(10_000)).to.deep.equal([]);
      expect(registry.evict(9_999)).to.have.lengthOf(1);
    });

    it('begin anew when they are restored', async () => {
      const before = filled(1);
      await clock.advance(3_600_000);
      const registry = registryOf();
      registry.restore(before.leases);
      await clock.advance(90_000);
      expect(registry.evict()).to.deep.equal([]);
      await clock.advance(1);
      expect(registry.evict()).to.have.lengthOf(1);
    });

    it('are not known to an instance that never registered or that changed since', () => {
      const registry = filled(1);
      const now = clock.now().getTime();
      expect(registry.renew('SHOP', 'x', CLIENT).kind).to.equal('unknown');
      expect(registry.renew('SHOP', 'i1', { ...CLIENT, lastDirtyTimestamp: now + 1 }).kind).to.equal(
        'unknown',
      );
      expect(registry.renew('SHOP', 'i1', { ...CLIENT, lastDirtyTimestamp: now - 1 }).kind).to.equal(
        'renewed',
      );
      const outdated = registry.renew('SHOP', 'i1', { ...PEER, lastDirtyTimestamp: now - 1 });
      expect(outdated).to.have.property('kind', 'outdated');
    });

    it('keep the state that changed later', () => {
      const registry = registryOf();
      registry.register(example('a', { lastDirtyTimestamp: 2, hostName: 'new' }), CLIENT);
      registry.register(example('a', { lastDirtyTimestamp: 1, hostName: 'old' }), PEER);
      expect(registry.instance('SHOP', 'a')?.hostName).to.equal('new');
    });
  });

  describe('self-preservation', () => {
    const classic = { enabled: true, threshold: 0.85 };

    for (const [count, expected] of [
      [6, 0],
      [7, 1],
    ] as const) {
      it(`by the classic rule lets ${expected} of ${count} instances go`, async () => {
        const registry = filled(count, classic);
        await renewAllBut(registry, 1, 120);
        expect(registry.evict()).to.have.lengthOf(expected);
      });
    }

    it('for a small cluster lets half of them go', async () => {
      const small = { enabled: true, threshold: 0.49 };
      for (const [count, missing, expected] of [
        [2, 1, 1],
        [6, 3, 3],
        [6, 4, 0],
        [1, 1, 0],
      ] as const) {
        const registry = filled(count, small);
        await renewAllBut(registry, missing, 120);
        expect(registry.evict(), `${missing} of ${count}`).to.have.lengthOf(expected);
      }
    });

    it('is at work before the first lease has run out', async () => {
      const registry = filled(20, classic);
      await clock.advance(60_001);
      expect(registry.balance()).to.deep.include({ expected: 20, renewing: 0, preserving: true });
    });

    it('evicts few at once, the longest silent first', async () => {
      const registry = filled(20, { enabled: true, threshold: 0.85 });
      await renewAllBut(registry, 2, 120);
      expect(registry.evict().map(({ instanceId }) => instanceId)).to.deep.equal(['i1', 'i2']);
      const many = filled(100, { enabled: true, threshold: 0.5 });
      await renewAllBut(many, 49, 120);
      expect(many.evict()).to.have.lengthOf(49);
    });
  });

  describe('a status that an operator sets', () => {
    it('holds while the instance renews and registers again, until it is taken back', () => {
      const registry = filled(1);
      expect(registry.overrideStatus('SHOP', 'i1', 'OUT_OF_SERVICE', CLIENT)).to.equal(true);
      registry.register(example('i1'), CLIENT);
      expect(registry.instance('SHOP', 'i1')).to.include({
        status: 'OUT_OF_SERVICE',
        overriddenStatus: 'OUT_OF_SERVICE',
      });
      registry.removeOverride('SHOP', 'i1', 'UNKNOWN', CLIENT);
      expect(registry.renew('SHOP', 'i1', CLIENT).kind).to.equal('unknown');
      registry.register(example('i1'), CLIENT);
      expect(registry.instance('SHOP', 'i1')).to.include({ status: 'UP', overriddenStatus: 'UNKNOWN' });
    });

    it('gives way to an instance that says it is down, and to the status that it is taken back for', () => {
      const registry = filled(1);
      registry.overrideStatus('SHOP', 'i1', 'UP', CLIENT);
      registry.register(example('i1', { status: 'DOWN' }), CLIENT);
      expect(registry.instance('SHOP', 'i1')?.status).to.equal('DOWN');
      registry.removeOverride('SHOP', 'i1', 'UP', CLIENT);
      expect(registry.instance('SHOP', 'i1')?.status).to.equal('UP');
    });

    it('is not set for an instance that is not there', () => {
      const registry = registryOf();
      expect(registry.overrideStatus('SHOP', 'x', 'UP', CLIENT)).to.equal(false);
      expect(registry.removeOverride('SHOP', 'x', 'UP', CLIENT)).to.equal(false);
      expect(registry.putMetadata('SHOP', 'x', {})).to.equal(false);
      expect(registry.cancel('SHOP', 'x', CLIENT)).to.equal(false);
    });
  });

  describe('deltas', () => {
    const actions = (registry: InstanceRegistry) =>
      registry
        .delta()
        .application.flatMap(({ instance }) =>
          instance.map(({ instanceId, actionType }) => `${actionType} ${instanceId}`),
        );

    it('tell the latest change of each instance, with the hash code of the whole', async () => {
      const registry = filled(2);
      registry.putMetadata('SHOP', 'i1', { colour: 'green' });
      registry.cancel('SHOP', 'i2', CLIENT);
      registry.overrideStatus('SHOP', 'i1', 'OUT_OF_SERVICE', CLIENT);
      expect(actions(registry)).to.deep.equal(['DELETED i2', 'MODIFIED i1']);
      expect(registry.delta().apps__hashcode).to.equal('OUT_OF_SERVICE_1_');
    });

    it('last 180 seconds', async () => {
      const registry = filled(1);
      await clock.advance(180_000);
      expect(actions(registry)).to.deep.equal(['ADDED i1']);
      await clock.advance(1);
      expect(actions(registry)).to.deep.equal([]);
    });

    it('tell who was away and is back as a change, not as an addition', () => {
      const registry = filled(1);
      registry.cancel('SHOP', 'i1', CLIENT);
      registry.register(example('i1'), CLIENT);
      expect(actions(registry)).to.deep.equal(['MODIFIED i1']);
    });
  });

  it('sorts the statuses in its hash code', () => {
    const registry = filled(3);
    registry.register(example('i2', { status: 'DOWN' }), CLIENT);
    expect(registry.applications().apps__hashcode).to.equal('DOWN_1_UP_2_');
  });

  it('tells peers what clients do, and never what peers have told', () => {
    const registry = filled(1);
    registry.renew('SHOP', 'i1', CLIENT);
    registry.overrideStatus('SHOP', 'i1', 'OUT_OF_SERVICE', CLIENT);
    registry.removeOverride('SHOP', 'i1', 'UP', CLIENT);
    registry.cancel('SHOP', 'i1', CLIENT);
    expect(told).to.deep.equal([
      'Register i1',
      'Heartbeat i1',
      'StatusUpdate i1',
      'DeleteStatusOverride i1',
      'Cancel i1',
    ]);
    registry.register(example('p'), PEER);
    registry.renew('SHOP', 'p', PEER);
    registry.cancel('SHOP', 'p', PEER);
    expect(told).to.have.lengthOf(5);
    expect(changes).to.equal(6);
  });
});
