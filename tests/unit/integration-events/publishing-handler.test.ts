import { expect } from 'chai';
import { PublishingHandler } from '../../../src/application/integration-events/publishing-handler.js';
import { PoisonEventError } from '../../../src/application/poison-event-error.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import type { Message } from '../../../src/domain/message.js';
import { EventStorePublisher } from '../../../src/infrastructure/messaging/event-store-publisher.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import { metadataOf } from '../../support/metadata-of.js';

type Moved = Message<'Moved', { readonly orderId: string; readonly to: string }>;

describe('PublishingHandler and EventStorePublisher', () => {
  let store: InMemoryEventStore;
  let randomness: SeededRandomness;

  beforeEach(() => {
    store = new InMemoryEventStore();
    randomness = new SeededRandomness(1);
  });

  /** A freshly started publisher: `Moved` to `nowhere` is nobody's business, to `both` is told twice. */
  function start(): PublishingHandler<Moved> {
    return new PublishingHandler<Moved>({
      name: 'publish-moves',
      streamPrefixes: ['order-'],
      publisher: new EventStorePublisher(store, 'service:test'),
      translate({ data: { orderId, to } }) {
        if (to === 'hell') throw new Error('no way');
        const told = { nowhere: [], both: ['left', 'right'] }[to] ?? [to];
        return told.map((place) => ({ key: orderId, event: { type: 'order.moved.v1', data: { place } } }));
      },
    });
  }

  async function moved(orderId: string, to: string): Promise<RecordedEvent> {
    const eventId = randomness.uuid();
    const metadata = metadataOf(eventId, { $correlationId: 'correlation', traceparent: 'trace' });
    await store.append(`order-${orderId}`, 'any', [
      { eventId, type: 'Moved', data: { orderId, to }, metadata },
    ]);
    return store.eventsOf(`order-${orderId}`).at(-1)!;
  }

  const places = (orderId: string): unknown[] =>
    store.eventsOf(`integration.order-${orderId}`).map(({ data }) => (data as { place: string }).place);

  it('publishes in the order of the domain events, into one stream per key', async () => {
    const events = [
      await moved('1', 'a'),
      await moved('2', 'b'),
      await moved('1', 'both'),
      await moved('1', 'nowhere'),
    ];
    await start().handle(events);
    expect(places('1')).to.deep.equal(['a', 'left', 'right']);
    expect(places('2')).to.deep.equal(['b']);
  });

  it('says where it came from', async () => {
    const event = await moved('1', 'a');
    await start().handle([event]);
    const [published] = store.eventsOf('integration.order-1');
    expect(published?.type).to.equal('order.moved.v1');
    expect(published?.metadata).to.deep.equal({
      $correlationId: 'correlation',
      $causationId: event.eventId,
      commandId: published?.eventId,
      actor: 'service:test',
      schemaVersion: 1,
      traceparent: 'trace',
    });
  });

  it('publishes an event once, however often it is handled and wherever it died', async () => {
    const events = [await moved('1', 'a'), await moved('1', 'both')];
    for (let skip = 0; skip < 3; skip++) {
      for (const when of ['before', 'after'] as const) {
        for (let passed = 0; passed < skip; passed++) store.beforeNextAppend(() => undefined);
        store.beforeNextAppend(() => store.failNextAppend(when));
        await start()
          .handle(events)
          .catch(() => undefined);
      }
    }
    await start().handle(events);
    expect(places('1')).to.deep.equal(['a', 'left', 'right']);
  });

  it('reports what it cannot translate as poison', async () => {
    const event = await moved('1', 'hell');
    const failure = await start()
      .handle([event])
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(PoisonEventError).and.to.include({ event });
  });

  it('passes an outage on, so that the batch is tried again', async () => {
    const event = await moved('1', 'a');
    store.setAvailable(false);
    const failure = await start()
      .handle([event])
      .catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error).and.not.to.be.instanceOf(PoisonEventError);
    store.setAvailable(true);
    await start().handle([event]);
    expect(places('1')).to.deep.equal(['a']);
  });

  it('keeps the events of a stream in order by its lane key', async () => {
    expect(start().laneKey(await moved('1', 'a'))).to.equal('order-1');
  });
});
