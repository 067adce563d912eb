import { expect } from 'chai';
import type {
  RegistryAction,
  RegistryActionKind,
} from '../../../src/services/registry/leases/registry-action.js';
import { PendingActions } from '../../../src/services/registry/peers/pending-actions.js';
import { readInstance } from '../../../src/services/registry/representation/read-instance.js';
import { exampleInstance } from '../../integration/registry/example-instance.js';

const action = (kind: RegistryActionKind, id = 'a'): RegistryAction => ({
  kind,
  instance: readInstance(
    exampleInstance('shop', id),
    'SHOP',
    { renewalIntervalInSecs: 30, durationInSecs: 90 },
    0,
  ),
});

describe('what a peer has not been told yet', () => {
  for (const [happened, told] of [
    ['Register Heartbeat Heartbeat', 'Register'],
    ['Heartbeat Register', 'Register'],
    ['Register StatusUpdate Cancel', 'Cancel'],
    ['Cancel Register', 'Cancel Register'],
    ['StatusUpdate Register DeleteStatusOverride', 'Register DeleteStatusOverride'],
    ['DeleteStatusOverride Register', 'DeleteStatusOverride Register'],
  ] as const) {
    it(`is ${told} after ${happened}`, () => {
      const pending = new PendingActions();
      for (const kind of happened.split(' ')) pending.add(action(kind as RegistryActionKind));
      const taken = pending.take(100).map(({ kind }) => kind);
      expect(taken.join(' ')).to.equal(told);
      expect(pending.size).to.equal(0);
    });
  }

  it('comes in batches, and before what has happened since when it is put back', () => {
    const pending = new PendingActions();
    for (const id of ['a', 'b', 'c']) pending.add(action('Register', id));
    const first = pending.take(2);
    expect(first.map(({ instance }) => instance.instanceId)).to.deep.equal(['a', 'b']);
    pending.add(action('Cancel', 'a'));
    pending.putBack(first);
    const rest = pending.take(100).map(({ kind, instance }) => `${kind} ${instance.instanceId}`);
    expect(rest).to.have.members(['Cancel a', 'Register b', 'Register c']);
  });
});
