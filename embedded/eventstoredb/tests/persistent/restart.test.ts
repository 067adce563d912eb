import { on, once } from 'node:events';
import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  type PersistentSubscriptionToStreamSettings,
  START,
  jsonEvent,
  persistentSubscriptionToStreamSettingsFromDefaults as settingsOf,
} from '@eventstore/db-client';
import { expect } from 'chai';
import { type NodeProcess, startNodeProcess } from '../support/node-process.js';
import { useTemporaryDirectory } from '../support/temporary-directory.js';

const CHECKPOINT_STREAM = '$persistentsubscription-work-1::g-checkpoint';

describe('persistent subscriptions on a node that is started again', function restarted() {
  this.timeout(60_000);
  let node: NodeProcess;
  let client: EventStoreDBClient;

  afterEach(async () => {
    await client.dispose();
    await node.kill('SIGKILL');
  });

  const directory = useTemporaryDirectory();
  beforeEach(() => open());

  async function open(): Promise<void> {
    node = await startNodeProcess(directory());
    client = EventStoreDBClient.connectionString(node.url);
  }

  async function again(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    await node.kill(signal);
    await client.dispose();
    await open();
  }

  async function append(count: number): Promise<number> {
    const events = Array.from({ length: count }, () => jsonEvent({ type: 'Done', data: {} }));
    return Number((await client.appendToStream('work-1', events)).nextExpectedRevision);
  }

  function create(settings: Partial<PersistentSubscriptionToStreamSettings>): Promise<void> {
    return client.createPersistentSubscriptionToStream('work-1', 'g', settingsOf(settings));
  }

  /** Takes revisions until one is reached, and answers each as told. */
  async function consume(until: number, answer: 'ack' | 'park' | 'none'): Promise<number[]> {
    const subscription = client.subscribeToPersistentSubscriptionToStream('work-1', 'g', { bufferSize: 100 });
    const revisions: number[] = [];
    for await (const [resolved] of on(subscription, 'data')) {
      const revision = Number(resolved.event.revision);
      revisions.push(revision);
      if (answer === 'ack') await subscription.ack(resolved);
      else if (answer === 'park') await subscription.nack('park', 'bad', resolved);
      if (revision >= until) break;
    }
    await subscription.unsubscribe();
    return revisions;
  }

  async function parkedCount(): Promise<number> {
    const { stats } = await client.getPersistentSubscriptionToStreamInfo('work-1', 'g');
    return Number(stats.parkedMessageCount);
  }

  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    it(`are there with their settings, and from END deliver what came before the node got ${signal}`, async () => {
      await append(3);
      await create({ startFrom: END, maxRetryCount: 7, consumerStrategyName: 'Pinned' });
      await append(2);
      await again(signal);
      await append(1);
      const { settings } = await client.getPersistentSubscriptionToStreamInfo('work-1', 'g');
      expect(settings).to.deep.equal(settingsOf({ maxRetryCount: 7, consumerStrategyName: 'Pinned' }));
      expect(await consume(5, 'ack')).to.deep.equal([3, 4, 5]);
    });
  }

  it('keep parked messages parked until a replay of them has been dealt with', async () => {
    await append(3);
    await create({ startFrom: START });
    await consume(2, 'park');
    await until(async () => (await parkedCount()) === 3);
    await again('SIGKILL');
    expect(await parkedCount()).to.equal(3);
    await client.replayParkedMessagesToStream('work-1', 'g');
    expect(await parkedCount()).to.equal(0);
    await again('SIGKILL');
    expect(await parkedCount()).to.equal(3);
    await client.replayParkedMessagesToStream('work-1', 'g');
    await consume(2, 'ack');
    await until(async () => (await eventsOf('$persistentsubscription-work-1::g-parked')) === 0);
    await again('SIGKILL');
    expect(await parkedCount()).to.equal(0);
  });

  it('lose no event and repeat none behind a checkpoint, however often the node is killed', async () => {
    await create({ startFrom: START, checkPointLowerBound: 1, checkPointUpperBound: 5, checkPointAfter: 20 });
    const acknowledged = new Set<number>();
    let last = -1;
    for (let round = 0; round < 4; round++) {
      const checkpoint = await readCheckpoint();
      for (let revision = 0; revision <= checkpoint; revision++)
        expect(acknowledged.has(revision)).to.equal(true);
      const subscription = client.subscribeToPersistentSubscriptionToStream('work-1', 'g', {
        bufferSize: 20,
      });
      subscription.on('error', () => {});
      await once(subscription, 'confirmation');
      const enough = acknowledged.size + 60;
      const killed = new Promise<void>((resolve) => {
        subscription.on('data', (resolved) => {
          const revision = Number(resolved.event!.revision);
          expect(revision).to.be.above(checkpoint);
          subscription.ack(resolved).catch(() => {});
          acknowledged.add(revision);
          if (acknowledged.size === enough) resolve(node.kill('SIGKILL').then(() => {}));
        });
      });
      for (;;) {
        try {
          last = await append(5);
        } catch {
          break;
        }
      }
      await killed;
      // The client waits for ever for a read that was over before its node died.
      void client.dispose();
      await open();
    }
    last = await append(1);
    const rest = await consume(last, 'ack');
    for (const revision of rest) acknowledged.add(revision);
    expect(acknowledged.size).to.equal(last + 1);
  });

  async function eventsOf(stream: string): Promise<number> {
    let count = 0;
    for await (const { link, event } of client.readStream(stream)) count += event || link ? 1 : 0;
    return count;
  }

  /** The revision up to which everything is dealt with for good, or -1. */
  async function readCheckpoint(): Promise<number> {
    try {
      const events = client.readStream(CHECKPOINT_STREAM, {
        direction: BACKWARDS,
        fromRevision: END,
        maxCount: 1,
      });
      for await (const { event } of events) return Number(event!.data);
    } catch {
      // Not there before the first checkpoint.
    }
    return -1;
  }
});

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition()));
}
