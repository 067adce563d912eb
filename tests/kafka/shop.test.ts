import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { v4 as uuid } from 'uuid';
import { run } from '../e2e/support/command-line.js';
import { eventsOf, readEventLog } from '../e2e/support/event-log.js';
import { eventually } from '../e2e/support/eventually.js';
import { expectMails, expectOneEndEach, expectStock, untilDecided } from '../e2e/support/invariants.js';
import { TestShop } from '../e2e/support/test-shop.js';
import type { OrderView } from '../e2e/support/views.js';
import type { KafkaBroker } from './support/kafka-broker.js';
import { ownBroker } from './support/shared-broker.js';
import { TopicTool } from './support/topic-tool.js';

interface Readiness {
  readonly status: string;
  readonly checks: Readonly<Record<string, { readonly status: string }>>;
}

describe('a shop whose integration events go through Kafka', function () {
  this.timeout(180_000);
  const topic = `shop-${uuid()}`;
  const orders: OrderView[] = [];
  let broker: KafkaBroker;
  let shop: TestShop;
  before(async function () {
    broker = await ownBroker(this);
    shop = await TestShop.start(['--no-demo-data', '--kafka', broker.address], { KAFKA_TOPIC: topic });
  });
  after(() => shop?.dispose());

  it('leads from the checkout to the mails, and the event store carries none of it between services', async () => {
    const productId = await shop.client.registerProduct(3);
    const customer = await shop.anybody.asNewCustomer();
    const orderId = await customer.checkOut(await customer.fillCart(customer.customerId, { [productId]: 2 }));
    const [order] = await untilDecided(shop, [orderId], 30_000);
    orders.push(order!);
    expect(order!.status).to.equal('confirmed');
    await expectStock(shop, productId, { received: 3, sold: 2 });
    await expectMails(shop, orders, 30_000);

    const log = await readEventLog(shop.eventStoreUrl);
    expectOneEndEach(orders, log);
    expect(log.filter(({ streamId }) => streamId.startsWith('integration.'))).to.deep.equal([]);
    const received = (service: string): string[] =>
      eventsOf(`received.${service}.order-${orderId}`, log).map(({ type }) => type);
    expect(received('product-service')).to.deep.equal(['order.placed.v1', 'order.confirmed.v1']);
    expect(received('order-service')).to.deep.equal(['stock.reserved-for-order.v1']);
    expect(received('customer-service')).to.deep.equal(['order.placed.v1', 'order.confirmed.v1']);

    const messages = await new TopicTool(broker.address).read(topic, 3);
    expect(messages.map(({ key }) => String(key))).to.deep.equal([orderId, orderId, orderId]);
    const events = messages.map(({ value }) => JSON.parse(String(value)) as Record<string, unknown>);
    expect(events[0]).to.deep.include({
      specversion: '1.0',
      source: '/services/order-service',
      subject: orderId,
    });
    expect(events[1]).to.deep.include({
      source: '/services/product-service',
      causationid: events[1]!['causationid'],
    });
    expect(new Set(events.map(({ correlationid }) => correlationid)).size).to.equal(1);
  });

  it('loses and doubles nothing when broker and services are killed amid checkouts, and takes orders meanwhile', async () => {
    const [checkouts, units] = [40, 25];
    const productId = await shop.client.registerProduct(units);
    const customers = await Promise.all(Array.from({ length: 4 }, () => shop.anybody.asNewCustomer()));
    const carts = await Promise.all(
      Array.from({ length: checkouts }, async (_, index) => {
        const customer = customers[index % customers.length]!;
        return { customer, cartId: await customer.fillCart(customer.customerId, { [productId]: 1 }) };
      }),
    );
    let acknowledged = 0;
    const checkOut = async ({ customer, cartId }: (typeof carts)[number], index: number): Promise<string> => {
      await sleep(index * 100);
      const orderId = await customer.checkOut(cartId, 60_000);
      acknowledged += 1;
      return orderId;
    };
    const orderIds = Promise.all(carts.map(checkOut));
    await eventually(() => expect(acknowledged).to.be.above(8));

    await broker.kill();
    const before = acknowledged;
    await eventually(async () => {
      const answer = await fetch(`${shop.url('order-service')}/health/ready`);
      expect(answer.status).to.equal(200);
      const { status, checks } = (await answer.json()) as Readiness;
      expect([status, checks['kafka']!.status]).to.deep.equal(['up', 'down']);
    });
    await eventually(() => expect(acknowledged).to.be.above(before + 3));
    const doctor = await run('bin/webstore.mjs', ['doctor', '--port-offset', String(shop.portOffset)]);
    expect(doctor.exitCode).to.equal(1);
    expect(doctor.stdout).to.match(/order-service-1 +.*serves without kafka/);
    await killed('customer-service', 'product-service');
    await broker.startAgain();
    await killed('order-service', 'product-service');

    const decided = await untilDecided(shop, await orderIds, 90_000);
    orders.push(...decided);
    expect(decided.filter(({ status }) => status === 'confirmed')).to.have.lengthOf(units);
    expect(decided.filter(({ status }) => status === 'rejected')).to.have.lengthOf(checkouts - units);
    expectOneEndEach(orders, await readEventLog(shop.eventStoreUrl));
    await expectStock(shop, productId, { received: units, sold: units });
    await expectMails(shop, orders, 60_000);
    const warnings = shop.launcher.errors.filter((line) => /Integration events can not be sent/.test(line));
    expect(warnings.length).to.be.within(1, 6);
  });

  async function killed(...names: readonly string[]): Promise<void> {
    for (const name of names) {
      const { pid } = shop.launcher.current(name);
      process.kill(pid, 'SIGKILL');
      await eventually(() => expect(shop.launcher.current(name).pid).to.not.equal(pid));
    }
  }
});
