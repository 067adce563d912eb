import { expect } from 'chai';
import { demoCatalogue } from '../../../src/services/launcher/demo-catalogue.js';
import { appendEvent } from '../../e2e/support/append-event.js';
import { eventually } from '../../e2e/support/eventually.js';
import { untilDecided } from '../../e2e/support/invariants.js';
import { mailsOf, readMailbox } from '../../e2e/support/mailbox.js';
import { expectStatus, type Customer } from '../../e2e/support/store-client.js';
import type { TestShop } from '../../e2e/support/test-shop.js';
import type { EmailView, Page } from '../../e2e/support/views.js';

/** What there is to see in a shop, by its ids. */
export interface Sights {
  /** Whose carts, orders and mails these are. */
  readonly customer: Customer;
  readonly soldOut: string;
  readonly cart: string;
  readonly created: string;
  readonly confirmed: string;
  readonly rejected: string;
  readonly cancelled: string;
  /** The Message-ID of the mail that confirms the order. */
  readonly mail: string;
  readonly deadLetter: DeadLetterKey;
}

interface DeadLetterKey {
  readonly service: string;
  readonly handler: string;
  readonly key: string;
}

const treasure = {
  productId: 'kintsugi-bowl',
  name: 'Kintsugi bowl',
  description: 'Broken once, mended with gold. There is only one.',
  price: { amount: 24_900, currency: 'EUR' },
  initialStock: 1,
};

/** Fills a shop with all that its pages can show: a catalogue, orders with each outcome, mails, something parked. */
export async function furnish(shop: TestShop): Promise<Sights> {
  for (const product of [...demoCatalogue, treasure]) {
    expectStatus(await shop.client.insist('POST', '/products', product), 201);
  }
  const [ada, grace] = [
    await shop.anybody.asNewCustomer('ada@example.com'),
    await shop.anybody.asNewCustomer('grace@example.com'),
  ];
  const address = { street: '12 St James’s Square', postalCode: 'SW1Y 4JH', city: 'London', country: 'GB' };
  expectStatus(await ada.insist('PATCH', `/customers/${ada.customerId}`, { address }), 200);

  const tooLate = await ada.fillCart(ada.customerId, { [treasure.productId]: 1, teapot: 1 });
  const first = await grace.checkOut(await grace.fillCart(grace.customerId, { [treasure.productId]: 1 }));
  await untilDecided(shop, [first], 30_000);
  const rejected = await ada.checkOut(tooLate);
  const wanted = await ada.fillCart(ada.customerId, { 'green-tea': 2, teacup: 4, honey: 1 });
  const answer = await ada.insist<{ orderId: string }>('POST', `/carts/${wanted}/checkout`, {
    shippingAddress: address,
  });
  const confirmed = expectStatus(answer, 202).body.orderId;
  await untilDecided(shop, [rejected, confirmed], 30_000);
  const cancelled = await createOrder(ada, 'kettle', 6990);
  const cancellation = { reason: 'Ordered by mistake.' };
  expectStatus(await ada.insist('POST', `/orders/${cancelled}/cancel`, cancellation), 202);
  const created = await createOrder(ada, 'whisk', 1990);
  const cart = await ada.fillCart(ada.customerId, { 'black-tea': 2, 'tea-tin': 1 });

  return {
    customer: ada,
    soldOut: treasure.productId,
    cart,
    created,
    confirmed,
    rejected,
    cancelled,
    mail: await confirmationOf(shop, ada, confirmed),
    deadLetter: await parkSomething(shop, grace),
  };
}

/** Skips what is parked, so that the shop is as well as it was. */
export async function clearAway(shop: TestShop, { deadLetter }: Sights): Promise<void> {
  const { service, handler, key } = deadLetter;
  const path = `/operations/services/${service}/dead-letters/${handler}/${encodeURIComponent(key)}/skip`;
  const { body } = await shop.client.insist<{ outcome: string }>('POST', path);
  expect(body.outcome).to.equal('released');
}

async function createOrder(customer: Customer, productId: string, amount: number): Promise<string> {
  const line = { productId, quantity: 1, unitPrice: { amount, currency: 'EUR' } };
  const order = { customerId: customer.customerId, lines: [line] };
  const answer = await customer.insist<{ orderId: string }>('POST', '/orders', order);
  return expectStatus(answer, 201).body.orderId;
}

/** Waits for all of a customer's mails. */
async function confirmationOf(shop: TestShop, customer: Customer, orderId: string): Promise<string> {
  await eventually(async () => {
    const mails = await customer.list<EmailView>(`/customers/${customer.customerId}/emails`);
    expect(mails.map(({ status }) => status)).to.deep.equal(Array(5).fill('sent'));
  }, 30_000);
  const mails = mailsOf(orderId, await readMailbox(shop.url('mailbox')));
  return mails.find(({ messageId }) => messageId.includes('confirmed'))!.messageId;
}

/** Lets something happen to a cart that can not have happened. */
async function parkSomething(shop: TestShop, customer: Customer): Promise<DeadLetterKey> {
  const cartId = await customer.fillCart(customer.customerId, { rooibos: 1 });
  const key = `cart-${cartId}`;
  const priceless = { cartId, productId: 'peppermint', name: 'Peppermint, 50 g', quantity: 1 };
  await appendEvent(shop.eventStoreUrl, key, { type: 'CartItemAdded', data: priceless });
  const service = 'shopping-query-service';
  return eventually(async () => {
    const answer = await shop.client.get<Page<DeadLetterKey>>(`/operations/services/${service}/dead-letters`);
    const parked = expectStatus(answer, 200).body.items.filter((one) => one.key === key);
    expect(parked).to.have.lengthOf(1);
    return { service, handler: parked[0]!.handler, key };
  });
}
