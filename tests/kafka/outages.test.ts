import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { v4 as uuid } from 'uuid';
import { TransientError } from '../../src/application/transient-error.js';
import { someIntegrationEvent } from '../contract/messaging/messaging.contract.js';
import { eventually } from '../e2e/support/eventually.js';
import type { KafkaBroker } from './support/kafka-broker.js';
import { openKafkaExchange } from './support/kafka-exchange.js';
import { ownBroker } from './support/shared-broker.js';

describe('a Kafka that is away', function () {
  this.timeout(90_000);
  let broker: KafkaBroker;
  before(async function () {
    broker = await ownBroker(this);
  });

  it('is waited for, by those who run and those who start meanwhile; nothing is lost, doubled or out of order', async () => {
    const exchange = await openKafkaExchange(broker.address);
    const [orders, products] = [exchange.service('order-service'), exchange.service('product-service')];
    for (const service of [orders, products]) service.start();
    const keys = Array.from({ length: 20 }, () => uuid());
    const events = keys.map((key) => Array.from({ length: 20 }, () => ({ ...someIntegrationEvent(), key })));
    const kill = new EventEmitter();
    const killed = once(kill, 'done');
    const publishing = Promise.all(
      events.map(async (inOrder, one) => {
        for (const [index, event] of inOrder.entries()) {
          // However fast the machine is, there is something left to send to nobody.
          if (one % 2 === 0 && index === 10) await killed;
          await orders.publish(event);
        }
      }),
    );
    await eventually(() => expect(products.heard).to.have.length.above(20));

    await broker.kill();
    kill.emit('done');
    const customers = exchange.service('customer-service');
    customers.start();
    await eventually(() => {
      for (const { messaging } of [orders, products, customers]) expect(messaging.problem).to.be.a('string');
    });
    await broker.startAgain();
    await publishing;
    for (const { heard } of [products, customers]) {
      await eventually(() => expect(heard).to.have.lengthOf(400), 30_000);
      for (const inOrder of events) {
        const ids = inOrder.map(({ eventId }) => eventId);
        expect(heard.map(({ eventId }) => eventId).filter((id) => ids.includes(id))).to.deep.equal(ids);
      }
    }
    for (const { messaging } of [orders, products, customers]) expect(messaging.problem).to.equal(undefined);
    expect(exchange.notes.changes.toSorted()).to.deep.equal([
      ...Array.from({ length: 3 }, () => 'receiving is away'),
      ...Array.from({ length: 3 }, () => 'receiving is back'),
      'sending is away',
      'sending is back',
    ]);
    await Promise.all([orders.stop(), products.stop(), customers.stop()]);
    await exchange.close();
  });

  it('keeps no service from stopping: what was not sent is tried again later', async () => {
    const nobodyListens = '127.0.0.1:1';
    const exchange = await openKafkaExchange(nobodyListens);
    const orders = exchange.service('order-service');
    orders.start();
    const refused = orders.publish(someIntegrationEvent()).catch((error: unknown) => error);
    await eventually(() =>
      expect(exchange.notes.changes).to.have.members(['sending is away', 'receiving is away']),
    );
    const startedAt = performance.now();
    await orders.stop();
    expect(performance.now() - startedAt).to.be.below(3_000);
    expect(await refused).to.be.an.instanceOf(TransientError);
    await exchange.close();
  });
});
