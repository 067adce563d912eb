import { expect } from 'chai';
import type { Call } from '../../src/grpc/call.js';
import { Consumer } from '../../src/persistent/consumer.js';
import type { RunningGroup } from '../../src/persistent/running-group.js';
import { ConsumerConnection } from '../../src/services/persistent/consumer-connection.js';
import { EventStore } from '../../src/store/event-store.js';
import { PersistentSubscriptions } from '../../src/persistent/persistent-subscriptions.js';
import { append, event } from '../support/store.js';
import { useTemporaryDirectory } from '../support/temporary-directory.js';
import { DEFAULTS } from './group-simulation.js';

const EVENTS = 20;
const LENGTH = 50_000;

describe('a connection of a consumer', () => {
  let store: EventStore;
  let subscriptions: PersistentSubscriptions;
  let group: RunningGroup;

  const directory = useTemporaryDirectory();
  beforeEach(async () => {
    store = await EventStore.open(directory());
    subscriptions = new PersistentSubscriptions(store, expect.fail);
    const large = Array.from({ length: EVENTS }, (_, i) => event(`${i}`, { data: Buffer.alloc(LENGTH) }));
    await append(store, 'large-1', large);
    const id = { source: 'large-1', group: 'g' };
    await subscriptions.create({ ...id, start: 'start', settings: DEFAULTS }, undefined);
    group = subscriptions.get(id);
  });
  afterEach(async () => {
    subscriptions.close();
    await store.close();
  });

  /** Connects a consumer with room for everything, to a client that takes what the test lets it. */
  function connect(takes: () => boolean) {
    const state = { writes: [] as number[], drain: () => {} };
    const call = {
      isOver: false,
      onDrain: (resume: () => void) => (state.drain = resume),
      sendFrames: (frames: Buffer) => {
        state.writes.push(frames.length);
        return takes();
      },
    };
    const sink = new ConsumerConnection(call as unknown as Call, group, false);
    const consumer: Consumer = group.connect(EVENTS, 'test', sink);
    return { state, consumer };
  }

  it('prepares no more than one write for a client that does not keep pace, however much it may have', async () => {
    const { state, consumer } = connect(() => false);
    while (consumer.inFlight.size < EVENTS) {
      await new Promise((resolve) => process.nextTick(resolve));
      state.drain();
    }
    await new Promise((resolve) => process.nextTick(resolve));
    expect(Math.max(...state.writes)).to.be.below(3 * LENGTH);
    expect(state.writes.reduce((sum, length) => sum + length)).to.be.above(EVENTS * LENGTH);
  });

  it('goes on by itself when the client takes everything at once', async () => {
    const { state, consumer } = connect(() => true);
    while (consumer.inFlight.size < EVENTS) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    expect(Math.max(...state.writes)).to.be.below(3 * LENGTH);
    expect(state.writes.reduce((sum, length) => sum + length)).to.be.above(EVENTS * LENGTH);
  });
});
