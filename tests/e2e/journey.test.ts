import { expect } from 'chai';
import { type ZipkinSpan, ZipkinSink } from '../support/zipkin-sink.js';
import { eventsOf, readEventLog } from './support/event-log.js';
import { eventually } from './support/eventually.js';
import { expectMails, expectOneEndEach, expectStock, untilDecided } from './support/invariants.js';
import { mailsOf, readMail, readMailbox } from './support/mailbox.js';
import { TestShop } from './support/test-shop.js';
import type { CartView, ProductView } from './support/views.js';

describe('a journey through the shop', function () {
  this.timeout(60_000);
  let shop: TestShop;
  let zipkin: ZipkinSink;
  before(async () => {
    zipkin = await ZipkinSink.start();
    shop = await TestShop.start([
      '--no-demo-data',
      '--instances',
      'order-service=2',
      '--instances',
      'product-service=2',
      '--zipkin',
      zipkin.url,
    ]);
  });
  after(async () => {
    await shop?.dispose();
    await zipkin?.stop();
  });

  it('leads from the cart to the mail that confirms the order', async () => {
    const { client } = shop;
    const email = 'grace@example.com';
    const customerId = await client.registerCustomer(email);
    const teapot = await client.registerProduct(10, 'Teapot & lid');
    const cup = await client.registerProduct(10, 'Cup');
    const cartId = await client.fillCart(customerId, { [teapot]: 2, [cup]: 3 });

    await eventually(async () => {
      const cart = await client.get<CartView>(`/carts/${cartId}`);
      expect(cart.body).to.deep.include({ status: 'open', total: { amount: 5 * 1999, currency: 'EUR' } });
    });

    const orderId = await client.checkOut(cartId);
    const [order] = await untilDecided(shop, [orderId], 15_000);

    expect(order).to.deep.include({
      orderId,
      customerId,
      status: 'confirmed',
      total: { amount: 5 * 1999, currency: 'EUR' },
    });
    expect(order!.timeline.map(({ event }) => event)).to.deep.equal([
      'OrderCreated',
      'OrderPlaced',
      'OrderConfirmed',
    ]);
    await eventually(async () => {
      const checkedOut = await client.get<CartView>(`/carts/${cartId}`);
      expect(checkedOut.body).to.include({ status: 'checked-out', orderId });
    });
    await expectStock(shop, teapot, { received: 10, sold: 2 });
    await expectStock(shop, cup, { received: 10, sold: 3 });
    await expectMails(shop, [order!], 15_000);

    const mails = mailsOf(orderId, await readMailbox(shop.url('mailbox')));
    for (const { messageId } of mails) {
      const mail = await readMail(shop.url('mailbox'), messageId);
      expect(String(mail.to)).to.include(email);
      expect(mail.text).to.include(orderId);
      expect(mail.html).to.include(orderId);
    }
    const received = mails.find(({ messageId }) => messageId.includes('order-received'))!;
    expect((await readMail(shop.url('mailbox'), received.messageId)).html).to.include('Teapot &amp; lid');
    expectOneEndEach([order!], await readEventLog(shop.eventStoreUrl));
  });

  it('is one trace, from the gateway to the mails of customer-service', async () => {
    const { client } = shop;
    const customerId = await client.registerCustomer();
    const productId = await client.registerProduct(10);
    const cartId = await client.fillCart(customerId, { [productId]: 1 });
    const answer = await client.call<{ orderId: string }>('POST', `/carts/${cartId}/checkout`, { body: {} });
    const trace = await eventually(() => {
      const spans = zipkin.trace(answer.headers.get('trace-id')!);
      const sent = spans.filter(({ name }) => name === 'append EmailSent');
      expect(sent).to.have.lengthOf(2);
      expectWholeTrace(spans);
      return spans;
    });

    const sending = trace.filter(({ name }) => name === 'send email');
    expect(sending.map((span) => pathTo(span, trace))).to.have.deep.members([
      [
        ...wayOfOrder,
        'customer-service: process.order-email order.placed.v1',
        'customer-service: send email',
      ],
      [
        ...wayOfOrder,
        'product-service: process.stock-reservation order.placed.v1',
        'product-service: append stock.reserved-for-order.v1',
        'order-service: process.fulfilment stock.reserved-for-order.v1',
        'order-service: ConfirmOrder',
        'order-service: append OrderConfirmed',
        'order-service: append order.confirmed.v1',
        'customer-service: process.order-email order.confirmed.v1',
        'customer-service: send email',
      ],
    ]);
  });

  it('ends in a rejection when one line is short, and gives the other lines back', async () => {
    const { client } = shop;
    const customerId = await client.registerCustomer();
    const plenty = await client.registerProduct(10, 'Plenty');
    const scarce = await client.registerProduct(3, 'Scarce');
    const first = await client.fillCart(customerId, { [scarce]: 2 });
    const second = await client.fillCart(customerId, { [plenty]: 4, [scarce]: 2 });

    await untilDecided(shop, [await client.checkOut(first)], 15_000);
    const orderId = await client.checkOut(second);
    const [order] = await untilDecided(shop, [orderId], 15_000);

    expect(order).to.have.property('status', 'rejected');
    expect(order!.rejection).to.have.property('code', 'insufficient-stock');
    expect(order!.rejection!.lines).to.have.lengthOf(1);
    expect(order!.rejection!.lines[0]).to.include({ productId: scarce, requested: 2, available: 1 });
    await expectStock(shop, plenty, { received: 10, sold: 0 });
    await expectStock(shop, scarce, { received: 3, sold: 2 });
    const log = await readEventLog(shop.eventStoreUrl);
    expect(eventsOf(`product-${plenty}`, log).map(({ type }) => type)).to.include.members([
      'StockReserved',
      'StockReservationReleased',
    ]);
    await eventually(async () => {
      const subjects = mailsOf(orderId, await readMailbox(shop.url('mailbox'))).map(
        ({ messageId }) => messageId,
      );
      expect(subjects).to.have.lengthOf(2);
      expect(subjects.join()).to.include('order-received').and.to.include('order-rejected');
    });
  });

  it('lets the customer see the change at once with a consistency token', async () => {
    const { client } = shop;
    const productId = await client.registerProduct(1);
    const replenished = await client.call('POST', `/products/${productId}/stock`, { body: { quantity: 5 } });
    const token = replenished.headers.get('consistency-token')!;
    const { body } = await client.get<ProductView>(
      `/products/${productId}?consistentWith=${encodeURIComponent(token)}`,
    );
    expect(body.stock.onHand).to.equal(6);
  });
});

/** What lies above an order that other services have been told of, from a checkout on. */
const wayOfOrder = [
  'gateway: POST /carts/{}/checkout',
  'gateway: POST shopping-command-service',
  'shopping-command-service: checkOutCart',
  'shopping-command-service: CheckOutCart',
  'shopping-command-service: append CartCheckedOut',
  'shopping-query-service: process.checkout CartCheckedOut',
  'shopping-query-service: order-service.submitOrder',
  'shopping-query-service: PUT order-service',
  'order-service: submitOrder',
  'order-service: SubmitOrder',
  'order-service: append OrderCreated, OrderPlaced',
  'order-service: append order.placed.v1',
];

/** Every span but the first has its parent among the others. */
function expectWholeTrace(trace: readonly ZipkinSpan[]): void {
  const ids = new Set(trace.map(({ id }) => id));
  const roots = trace.filter(({ parentId }) => parentId === undefined || !ids.has(parentId));
  expect(roots.map(({ name, parentId }) => ({ name, parentId }))).to.deep.equal([
    { name: 'POST /carts/{}/checkout', parentId: undefined },
  ]);
}

/** The names of a span and of all above it, the first of them first. */
function pathTo(span: ZipkinSpan, trace: readonly ZipkinSpan[]): string[] {
  const parent = trace.find(({ id }) => id === span.parentId);
  const name = `${span.localEndpoint.serviceName}: ${span.name}`;
  return parent === undefined ? [name] : [...pathTo(parent, trace), name];
}
