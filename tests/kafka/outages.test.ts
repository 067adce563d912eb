import { expect } from 'chai';
import { v4 as uuid } from 'uuid';
import { TransientError } from '../../src/application/transient-error.js';
import { someIntegrationEvent } from '../contract/messaging/messaging.contract.js';
import { eventually } from '../e2e/support/eventually.js';
import type { KafkaBroker } from './support/kafka-broker.js';
import { openKafkaExchange, type KafkaExchange } from './support/kafka-exchange.js';
import { ownBroker } from './support/shared-broker.js';

describe('a Kafka that is away', function () {
  this.timeout(90_000);
  let broker: KafkaBroker;
  let exchange: KafkaExchange;
  before(async function () {
    broker = await ownBroker(this);
  });
  beforeEach(async () => {
    exchange = await openKafkaExchange(broker.address);
  });
  afterEach(() => exchange.close());

  it('is waited for, by who publishes and by who listens, and told of once', async () => {
    await broker.kill();
    const orders = exchange.service('order-service');
    orders.start();
    const event = someIntegrationEvent();
    const published = orders.publish(event);
    await eventually(() =>
      expect(exchange.notes.changes).to.have.members(['sending is away', 'receiving is away']),
    );
    expect(orders.messaging.problem).to.match(/connect/i);

    await broker.startAgain();
    await published;
    await eventually(() => expect(orders.heard.map(({ eventId }) => eventId)).to.deep.equal([event.eventId]));
    expect(orders.messaging.problem).to.equal(undefined);
    expect(exchange.notes.changes.toSorted()).to.deep.equal([
      'receiving is away',
      'receiving is back',
      'sending is away',
      'sending is back',
    ]);
    await orders.stop();
  });

  it('loses nothing, doubles nothing and changes no order when it is killed amid the events', async () => {
    const [orders, products] = [exchange.service('order-service'), exchange.service('product-service')];
    for (const service of [orders, products]) service.start();
    const keys = Array.from({ length: 20 }, () => uuid());
    const events = keys.map((key) => Array.from({ length: 20 }, () => ({ ...someIntegrationEvent(), key })));
    const publishing = Promise.all(
      events.map(async (inOrder) => {
        for (const event of inOrder) await orders.publish(event);
      }),
    );
    await eventually(() => expect(products.heard).to.have.length.above(20));
    await broker.kill();
    await broker.startAgain();
    await publishing;
    await eventually(() => expect(products.heard).to.have.lengthOf(400), 30_000);
    for (const inOrder of events) {
      const ids = inOrder.map(({ eventId }) => eventId);
      expect(products.heard.map(({ eventId }) => eventId).filter((id) => ids.includes(id))).to.deep.equal(
        ids,
      );
    }
    await Promise.all([orders.stop(), products.stop()]);
  });

  it('keeps no service from stopping: what was not sent is tried again later', async () => {
    const orders = exchange.service('order-service');
    orders.start();
    await orders.publish(someIntegrationEvent());
    await broker.kill();
    const refused = orders.publish(someIntegrationEvent()).catch((error: unknown) => error);
    await eventually(() => expect(exchange.notes.changes).to.include('sending is away'));
    const startedAt = performance.now();
    await orders.stop();
    expect(performance.now() - startedAt).to.be.below(3_000);
    expect(await refused).to.be.an.instanceOf(TransientError);
    await broker.startAgain();
  });
});
