import { on, once } from 'node:events';
import {
  EventStoreDBClient,
  START,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults as allSettingsOf,
  persistentSubscriptionToStreamSettingsFromDefaults as settingsOf,
} from '@eventstore/db-client';
import { expect } from 'chai';
import { type RunningNode, start } from '../../src/start.js';
import { useTemporaryDirectory } from '../support/temporary-directory.js';

describe('persistent subscriptions', () => {
  let node: RunningNode;
  let client: EventStoreDBClient;

  afterEach(async () => {
    await client.dispose();
    await node.stop();
  });
  const directory = useTemporaryDirectory();
  beforeEach(async () => {
    node = await start({ dir: directory(), port: 0 });
    client = EventStoreDBClient.connectionString(node.url);
  });

  async function append(stream: string, count: number): Promise<void> {
    for (let i = 0; i < count; i++)
      await client.appendToStream(stream, jsonEvent({ type: 'Done', data: { i } }));
  }

  it('follow a category, park what its links lead to, and deliver it again', async () => {
    await client.createPersistentSubscriptionToStream(
      '$ce-work',
      'g',
      settingsOf({ startFrom: START, resolveLinkTos: true }),
    );
    const subscription = client.subscribeToPersistentSubscriptionToStream('$ce-work', 'g');
    const received = on(subscription, 'data');
    await client.appendToStream('work-7', jsonEvent({ type: 'Done', data: { well: true } }));
    const [first] = (await received.next()).value;
    expect(first.event).to.include({ streamId: 'work-7', type: 'Done' });
    expect(first.link).to.include({ streamId: '$ce-work', revision: 0n });
    await subscription.nack('park', 'not now', first);
    const group = ['$ce-work', 'g'] as const;
    while ((await client.getPersistentSubscriptionToStreamInfo(...group)).stats.parkedMessageCount === 0n);
    await client.replayParkedMessagesToStream(...group);
    const [again] = (await received.next()).value;
    expect(again.event).to.include({ streamId: 'work-7', revision: 0n });
    expect(again.link).to.include({ streamId: '$persistentsubscription-$ce-work::g-parked' });
    await subscription.ack(again);
    await subscription.unsubscribe();
  });

  it('park a link that is not resolved as what it is', async () => {
    await client.createPersistentSubscriptionToStream('$ce-work', 'g', settingsOf({ startFrom: START }));
    await append('work-1', 1);
    const subscription = client.subscribeToPersistentSubscriptionToStream('$ce-work', 'g');
    const received = on(subscription, 'data');
    const [first] = (await received.next()).value;
    await subscription.nack('park', 'not now', first);
    const group = ['$ce-work', 'g'] as const;
    while ((await client.getPersistentSubscriptionToStreamInfo(...group)).stats.parkedMessageCount === 0n);
    await client.replayParkedMessagesToStream(...group);
    const [again] = (await received.next()).value;
    expect(again.event).to.include({ streamId: '$ce-work', revision: 0n, type: '$>' });
    await subscription.unsubscribe();
  });

  it('to everything do not feed themselves with their checkpoints', async () => {
    await client.createPersistentSubscriptionToAll(
      'g',
      allSettingsOf({
        startFrom: START,
        checkPointLowerBound: 1,
        checkPointUpperBound: 1,
        checkPointAfter: 1,
      }),
    );
    const subscription = client.subscribeToPersistentSubscriptionToAll('g');
    const streams: string[] = [];
    subscription.on('data', (resolved) => {
      streams.push(resolved.event!.streamId);
      subscription.ack(resolved).catch(() => {});
    });
    await once(subscription, 'confirmation');
    await append('work-1', 20);
    const last = await client.appendToStream('last', jsonEvent({ type: 'Last', data: {} }));
    for (;;) {
      const { stats } = await client.getPersistentSubscriptionToAllInfo('g');
      if (stats.lastCheckpointedEventPosition?.commit === last.position?.commit) break;
    }
    await append('work-1', 1);
    await once(subscription, 'data');
    expect(streams).to.deep.equal([...Array<string>(20).fill('work-1'), 'last', 'work-1']);
    await subscription.unsubscribe();
  });

  it('tell how long each consumer takes, when asked to', async () => {
    await append('work-1', 5);
    await client.createPersistentSubscriptionToStream(
      'work-1',
      'g',
      settingsOf({ startFrom: START, extraStatistics: true }),
    );
    const subscription = client.subscribeToPersistentSubscriptionToStream('work-1', 'g');
    let open = 5;
    await new Promise<void>((resolve) => {
      subscription.on('data', (resolved) => {
        void subscription.ack(resolved).then(() => --open === 0 && resolve());
      });
    });
    let names: string[] = [];
    while (names.length === 0) {
      const info = await client.getPersistentSubscriptionToStreamInfo('work-1', 'g');
      names = [...(info.connections[0]!.extraStatistics?.keys() ?? [])];
    }
    expect(names).to.have.members([
      'mean',
      'median',
      'fastest',
      ...[1, 2, 3, 4, 5].map((number) => `quintile ${number}`),
      '90%',
      '95%',
      '99%',
      '99.5%',
      '99.9%',
      'highest',
    ]);
    await subscription.unsubscribe();
  });

  it('end their consumers as unavailable when the node stops', async () => {
    await client.createPersistentSubscriptionToStream('work-1', 'g', settingsOf());
    const subscription = client.subscribeToPersistentSubscriptionToStream('work-1', 'g');
    await once(subscription, 'confirmation');
    const ended = once(subscription, 'error');
    await node.stop();
    expect((await ended)[0]).to.have.property('type', 'unavailable');
  });

  it('are refused when all of them together are too much for one event', async () => {
    const endless = 'g'.repeat(5 * 1024 * 1024);
    const creation = client.createPersistentSubscriptionToStream('work-1', endless, settingsOf());
    const [refusal] = await Promise.allSettled([creation]);
    expect(refusal).to.have.nested.property('reason.type', 'persistent-subscription-failed');
    await client.createPersistentSubscriptionToStream('work-1', 'g', settingsOf());
    const groups = await client.listAllPersistentSubscriptions();
    expect(groups.map(({ groupName }) => groupName)).to.deep.equal(['g']);
  });

  it('keep the beginning of an endless reason for parking', async () => {
    await append('work-1', 1);
    await client.createPersistentSubscriptionToStream('work-1', 'g', settingsOf({ startFrom: START }));
    const subscription = client.subscribeToPersistentSubscriptionToStream('work-1', 'g');
    const [first] = await once(subscription, 'data');
    await subscription.nack('park', 'because '.repeat(20_000), first);
    const group = ['work-1', 'g'] as const;
    while ((await client.getPersistentSubscriptionToStreamInfo(...group)).stats.parkedMessageCount === 0n);
    await subscription.unsubscribe();
    for await (const { event } of client.readStream('$persistentsubscription-work-1::g-parked')) {
      const { reason } = event!.metadata as unknown as { readonly reason: string };
      expect(reason).to.match(/^Client explicitly NAK'ed message\.\nbecause because /);
      expect(reason.length).to.be.below(100_000);
    }
  });
});
