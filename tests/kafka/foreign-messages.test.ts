import { expect } from 'chai';
import { someIntegrationEvent } from '../contract/messaging/messaging.contract.js';
import { eventually } from '../e2e/support/eventually.js';
import { openKafkaExchange, type KafkaExchange } from './support/kafka-exchange.js';
import { someBrokers } from './support/shared-broker.js';
import { TopicTool } from './support/topic-tool.js';

const CLOUD_EVENT = { 'content-type': 'application/cloudevents+json' };

describe('a topic that others write to', function () {
  this.timeout(40_000);
  let exchange: KafkaExchange;
  let brokers: string;
  let tool: TopicTool;
  before(async function () {
    brokers = await someBrokers(this);
    tool = new TopicTool(brokers);
  });
  beforeEach(async () => {
    exchange = await openKafkaExchange(brokers, { partitions: 1 });
  });
  afterEach(() => exchange.close());

  const cloudEvent = (more: Record<string, unknown>): { value: string; headers: Record<string, string> } => ({
    value: JSON.stringify({
      specversion: '1.0',
      id: 'a',
      source: 'https://elsewhere.example',
      type: 'stock.reserved-for-order.v1',
      subject: 'order-1',
      data: { orderId: 'order-1' },
      ...more,
    }),
    headers: CLOUD_EVENT,
  });

  it('holds nobody up: types nobody wants are passed over, what is malformed goes to the dead letters', async () => {
    await tool.create(exchange.topic, 1);
    const malformed = [
      'no JSON',
      '[1]',
      cloudEvent({ specversion: '0.3' }).value,
      cloudEvent({ subject: '../x' }).value,
    ];
    await tool.send(exchange.topic, [
      cloudEvent({ type: 'invoice.sent.v1', subject: undefined }),
      ...malformed.map((value) => ({ value, headers: { ...CLOUD_EVENT, 'x-team': 'theirs' } })),
      cloudEvent({ id: 'b' }),
    ]);
    const orders = exchange.service('order-service');
    orders.start();
    await eventually(() => expect(orders.heard).to.have.lengthOf(1));
    expect(orders.heard[0]!.metadata.actor).to.equal('https://elsewhere.example');
    await eventually(() =>
      expect(Object.fromEntries(exchange.notes.outcomes)).to.deep.equal({
        'passed-over': 1,
        'dead-lettered': 4,
        taken: 1,
      }),
    );
    expect(exchange.notes.deadLetters).to.deep.equal([
      'it is not JSON',
      'it is no CloudEvent',
      'it is no CloudEvent of version 1.0',
      'the subject of stock.reserved-for-order.v1 is not an order id',
    ]);
    await orders.stop();

    const letters = await tool.read(`${exchange.topic}.dead-letters`, 4);
    expect(letters.map(({ value }) => String(value))).to.deep.equal(malformed);
    const headers = Object.fromEntries(
      Array.from(letters[0]!.headers, ([name, text]) => [String(name), String(text)]),
    );
    expect(headers).to.deep.equal({
      ...CLOUD_EVENT,
      'x-team': 'theirs',
      'webstore-reason': 'it is not JSON',
      'webstore-group': `${exchange.topic}.order-service`,
      'webstore-topic': exchange.topic,
      'webstore-partition': '0',
      'webstore-offset': '1',
    });
  });

  it('may carry events in binary mode, and ids that are no UUIDs', async () => {
    await tool.create(exchange.topic, 1);
    const headers = {
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: '17',
      ce_source: '/warehouse',
      ce_type: 'stock.reserved-for-order.v1',
      ce_subject: 'order-2',
      ce_correlationid: 'correlated',
    };
    const message = { value: JSON.stringify({ orderId: 'order-2' }), headers };
    await tool.send(exchange.topic, [message, message]);
    const orders = exchange.service('order-service');
    orders.start();
    await eventually(() => expect(exchange.notes.outcomes.get('taken')).to.equal(2));
    await eventually(() => expect(orders.heard).to.have.lengthOf(1));
    expect(orders.heard[0]).to.deep.include({
      type: 'stock.reserved-for-order.v1',
      data: { orderId: 'order-2' },
    });
    expect(orders.heard[0]!.metadata.$correlationId).to.equal('correlated');
    await orders.stop();
  });

  it('may carry bytes that are no text: the dead letter has them as they came', async () => {
    await tool.create(exchange.topic, 1);
    const bytes = Buffer.from([0xff, 0xfe, 0x00, 0x80]);
    await tool.sendBytes(exchange.topic, bytes);
    const orders = exchange.service('order-service');
    orders.start();
    const [letter] = await tool.read(`${exchange.topic}.dead-letters`, 1);
    expect(letter!.value).to.deep.equal(bytes);
    await orders.stop();
  });

  it('may carry what is too large with a reason beside it: the dead letter says where it stands', async () => {
    await tool.create(exchange.topic, 1);
    await tool.send(exchange.topic, [{ value: 'x'.repeat(1_048_440) }]);
    const orders = exchange.service('order-service');
    orders.start();
    const [letter] = await tool.read(`${exchange.topic}.dead-letters`, 1);
    expect(letter!.value ?? Buffer.alloc(0)).to.have.lengthOf(0);
    await orders.publish(someIntegrationEvent());
    await eventually(() => expect(orders.heard).to.have.lengthOf(1));
    await orders.stop();
  });

  it('may get more partitions: what comes to them is received, too', async () => {
    const orders = exchange.service('order-service');
    orders.start();
    await orders.publish(someIntegrationEvent());
    await eventually(() => expect(orders.heard).to.have.lengthOf(1));
    await tool.extend(exchange.topic, 3);
    const published = [orders.heard[0]!.eventId];
    await eventually(async () => {
      const event = someIntegrationEvent();
      await orders.publish(event);
      published.push(event.eventId);
      expect(exchange.notes.lags.size).to.equal(3);
    });
    await eventually(() => expect(orders.heard.map(({ eventId }) => eventId)).to.have.members(published));
    await orders.stop();
  });

  it('may be deleted: it is made anew, and all goes on', async () => {
    const orders = exchange.service('order-service');
    orders.start();
    await orders.publish(someIntegrationEvent());
    await eventually(() => expect(orders.heard).to.have.lengthOf(1));
    await tool.delete(exchange.topic);
    const event = someIntegrationEvent();
    await orders.publish(event);
    await eventually(() => expect(orders.heard.at(-1)!.eventId).to.equal(event.eventId));
    await orders.stop();
  });

  it('may have been emptied before somebody read it: that is told, and what is there is received', async () => {
    const [orders, products] = [exchange.service('order-service'), exchange.service('product-service')];
    for (const service of [orders, products]) service.start();
    await orders.publish(someIntegrationEvent());
    await eventually(() => expect(products.heard).to.have.lengthOf(1));
    await products.stop();
    await orders.publish(someIntegrationEvent());
    await tool.deleteAll(exchange.topic, 0);
    const last = someIntegrationEvent();
    await orders.publish(last);
    products.start();
    await eventually(() => expect(products.heard.at(-1)?.eventId).to.equal(last.eventId));
    expect(products.heard).to.have.lengthOf(2);
    expect(exchange.notes.missing).to.deep.equal(['0: 1 to 2']);
    await Promise.all([orders.stop(), products.stop()]);
  });
});
