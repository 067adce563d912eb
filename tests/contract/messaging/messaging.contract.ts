import { expect } from 'chai';
import { v4 as uuid } from 'uuid';
import type { IntegrationEvent } from '../../../src/application/integration-events/integration-event.js';
import { eventually } from '../../e2e/support/eventually.js';
import type { ListeningService } from './listening-service.js';

/** How a test makes services that take part in one and the same exchange. */
export interface Exchange {
  /** A service of this name that wants `order.*.v1` and `stock.*.v1`; nothing of it runs yet. */
  service(name: string): ListeningService;
  close(): Promise<void>;
}

/** What every adapter of the port between services must do. */
export function messagingContract(open: () => Promise<Exchange>): void {
  let exchange: Exchange;
  const running: ListeningService[] = [];

  beforeEach(async () => {
    exchange = await open();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((service) => service.stop()));
    await exchange.close();
  });

  const started = (name: string): ListeningService => {
    const service = exchange.service(name);
    running.push(service);
    service.start();
    return service;
  };

  it('carries an event with all that it holds to every service that wants it', async () => {
    const orders = started('order-service');
    const others = [started('product-service'), started('customer-service')];
    const event = { ...someIntegrationEvent(), traceparent: `00-${'ab'.repeat(16)}-${'cd'.repeat(8)}-01` };
    await orders.publish(event);
    for (const { heard } of others) {
      await eventually(() => expect(heard).to.have.lengthOf(1));
      const { eventId, type, data, metadata } = heard[0]!;
      expect({ eventId, type, data }).to.deep.equal({
        eventId: event.eventId,
        type: event.type,
        data: event.data,
      });
      expect(metadata).to.deep.equal({
        $correlationId: event.correlationId,
        $causationId: event.causationId,
        commandId: event.eventId,
        actor: 'service:order-service',
        schemaVersion: 1,
        traceparent: event.traceparent,
      });
    }
  });

  it('carries an event once, however often it is published', async () => {
    const orders = started('order-service');
    const { heard } = started('product-service');
    const [first, last] = [someIntegrationEvent(), someIntegrationEvent()];
    for (let time = 0; time < 3; time += 1) await orders.publish(first);
    await Promise.all([orders.publish(first), orders.publish(first)]);
    await orders.publish({ ...last, key: first.key });
    await eventually(() => expect(heard.at(-1)?.eventId).to.equal(last.eventId));
    expect(heard.map(({ eventId }) => eventId)).to.deep.equal([first.eventId, last.eventId]);
  });

  it('keeps the order of each key', async () => {
    const orders = started('order-service');
    const { heard } = started('product-service');
    const keys = Array.from({ length: 8 }, () => uuid());
    const events = keys.map((key) => Array.from({ length: 25 }, () => ({ ...someIntegrationEvent(), key })));
    await Promise.all(
      events.map(async (inOrder) => {
        for (const event of inOrder) await orders.publish(event);
      }),
    );
    await eventually(() => expect(heard).to.have.lengthOf(8 * 25));
    for (const inOrder of events) {
      const ids = inOrder.map(({ eventId }) => eventId);
      expect(heard.map(({ eventId }) => eventId).filter((id) => ids.includes(id))).to.deep.equal(ids);
    }
  });

  it('keeps for a service what is published before it has ever run, and while it does not', async () => {
    const orders = started('order-service');
    const early = someIntegrationEvent();
    await orders.publish(early);
    const products = started('product-service');
    await eventually(() => expect(products.heard).to.have.lengthOf(1));
    await products.stop();

    const meanwhile = Array.from({ length: 5 }, () => ({ ...someIntegrationEvent(), key: early.key }));
    for (const event of meanwhile) await orders.publish(event);
    products.start();
    await eventually(() => expect(products.heard).to.have.lengthOf(6));
    const ids = [early, ...meanwhile].map(({ eventId }) => eventId);
    expect(products.heard.map(({ eventId }) => eventId)).to.deep.equal(ids);
  });

  it('recognises a repeat after both sides were started anew', async () => {
    const orders = started('order-service');
    const products = started('product-service');
    const [event, last] = [someIntegrationEvent(), someIntegrationEvent()];
    await orders.publish(event);
    await eventually(() => expect(products.heard).to.have.lengthOf(1));
    await Promise.all([orders.stop(), products.stop()]);
    orders.start();
    products.start();
    await orders.publish(event);
    await orders.publish({ ...last, key: event.key });
    await eventually(() => expect(products.heard.at(-1)?.eventId).to.equal(last.eventId));
    expect(products.heard).to.have.lengthOf(2);
  });

  it('lets a service that both tells and listens hear of the others', async () => {
    const orders = started('order-service');
    const products = started('product-service');
    const placed = someIntegrationEvent();
    await orders.publish(placed);
    await eventually(() => expect(products.heard).to.have.lengthOf(1));
    const answer = { ...someIntegrationEvent(), key: placed.key, type: 'stock.reserved-for-order.v1' };
    await products.publish(answer);
    await eventually(() => expect(orders.heard.map(({ type }) => type)).to.include(answer.type));
  });
}

/** A placed order. */
export function someIntegrationEvent(): IntegrationEvent {
  const orderId = uuid();
  return {
    eventId: uuid(),
    type: 'order.placed.v1',
    key: orderId,
    data: { orderId, text: 'ä€😀', nested: { list: [1, null, true] } },
    correlationId: uuid(),
    causationId: uuid(),
  };
}
