import { expect } from 'chai';
import { someIntegrationEvent } from '../contract/messaging/messaging.contract.js';
import { eventually } from '../e2e/support/eventually.js';
import { type KafkaBroker, LOGIN } from './support/kafka-broker.js';
import { openKafkaExchange } from './support/kafka-exchange.js';
import { ownBroker } from './support/shared-broker.js';

describe('a Kafka that asks who one is', function () {
  this.timeout(60_000);
  let broker: KafkaBroker;
  before(async function () {
    broker = await ownBroker(this);
  });

  it('is told by user and password', async () => {
    const exchange = await openKafkaExchange(broker.addressWithLogin, { login: LOGIN });
    const orders = exchange.service('order-service');
    orders.start();
    await orders.publish(someIntegrationEvent());
    await eventually(() => expect(orders.heard).to.have.lengthOf(1));
    await orders.stop();
    await exchange.close();
  });

  it('keeps out who has another password, which is told once', async () => {
    const login = { ...LOGIN, password: 'coffee for two' };
    const exchange = await openKafkaExchange(broker.addressWithLogin, { login });
    const orders = exchange.service('order-service');
    orders.start();
    await eventually(() => expect(orders.messaging.problem).to.match(/authentication/i));
    expect(exchange.notes.changes).to.deep.equal(['receiving is away']);
    await orders.stop();
    await exchange.close();
  });
});
