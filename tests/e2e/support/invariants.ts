import { expect } from 'chai';
import { countStock, eventsOf, readEventLog } from './event-log.js';
import type { StoredEvent } from './event-log.js';
import { eventually } from './eventually.js';
import { mailsOf, readMailbox } from './mailbox.js';
import { readDocument } from './read-models.js';
import type { TestShop } from './test-shop.js';
import { terminalStatuses } from './views.js';
import type { EmailView, OrderView, ProductView } from './views.js';

const terminalEvents: Readonly<Record<string, string>> = {
  OrderConfirmed: 'confirmed',
  OrderRejected: 'rejected',
  OrderCancelled: 'cancelled',
};

/** Resolves with all the orders once each has come to its end. Asks only for those that had not, so as to be no load. */
export async function untilDecided(
  shop: TestShop,
  orderIds: readonly string[],
  withinMs: number,
): Promise<OrderView[]> {
  const decided = new Map<string, OrderView>();
  await eventually(async () => {
    const open: string[] = [];
    for (const orderId of orderIds) {
      if (decided.has(orderId)) continue;
      const order = await orderOf(shop, orderId);
      if (terminalStatuses.includes(order.status)) decided.set(orderId, order);
      else open.push(`${orderId} ${order.status}`);
    }
    expect(open).to.deep.equal([]);
  }, withinMs);
  return orderIds.map((orderId) => decided.get(orderId)!);
}

async function orderOf(shop: TestShop, orderId: string): Promise<OrderView> {
  const answer = await shop.client.get<OrderView>(`/orders/${orderId}`);
  expect(answer.status).to.equal(200);
  return answer.body;
}

/** Every order has ended exactly once, by its events, and the read model says the same. */
export function expectOneEndEach(orders: readonly OrderView[], log: readonly StoredEvent[]): void {
  const ends = log.filter(({ type }) => type in terminalEvents);
  for (const { orderId, status } of orders) {
    const ended = eventsOf(`order-${orderId}`, ends).map(({ type }) => terminalEvents[type]);
    expect(ended, `ends of order ${orderId}`).to.deep.equal([status]);
  }
}

/** The stock is the same in the events, in MongoDB and over HTTP, and all but `available` has been sold. */
export async function expectStock(
  shop: TestShop,
  productId: string,
  expected: { readonly received: number; readonly sold: number },
): Promise<void> {
  const onHand = expected.received - expected.sold;
  await eventually(async () => {
    const log = await readEventLog(shop.eventStoreUrl);
    expect(countStock(productId, log)).to.deep.equal({ ...expected, reserved: 0 });

    const document = await readDocument(shop.mongoDbUrl, 'products', productId);
    expect(document).to.have.property('revision', eventsOf(`product-${productId}`, log).length - 1);
    expect(document).to.have.property('stock').that.includes({ onHand, reserved: 0 });

    const { body } = await shop.client.get<ProductView>(`/products/${productId}`);
    expect(body.stock).to.deep.equal({ onHand, reserved: 0, available: onHand });
  });
}

/** Each order has led to the mails of its course, each delivered exactly once and recorded as sent. */
export async function expectMails(
  shop: TestShop,
  orders: readonly OrderView[],
  withinMs: number,
): Promise<void> {
  await eventually(async () => {
    const mails = await readMailbox(shop.url('mailbox'));
    for (const { orderId, status } of orders) {
      const ids = mailsOf(orderId, mails).map(({ messageId }) => messageId.replace(/^<|@.*$/g, ''));
      expect(ids.sort(), `mails of order ${orderId}`).to.deep.equal(
        [`${orderId}-order-${status}`, `${orderId}-order-received`].sort(),
      );
    }
    expect(mails).to.have.lengthOf(orders.length * 2);
  }, withinMs);

  const customers = [...new Set(orders.map(({ customerId }) => customerId))];
  await eventually(async () => {
    for (const customerId of customers) {
      const emails = await shop.client.list<EmailView>(`/customers/${customerId}/emails`);
      expect(emails).to.have.lengthOf(orders.filter((order) => order.customerId === customerId).length * 2);
      expect(emails.filter(({ status }) => status !== 'sent')).to.deep.equal([]);
    }
  });
}
