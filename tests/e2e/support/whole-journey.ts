import { expect } from 'chai';
import { eventually } from './eventually.js';
import { untilDecided } from './invariants.js';
import { mailsOf, readMailbox } from './mailbox.js';
import type { TestShop } from './test-shop.js';

/** A new customer signs in, fills a cart and checks out; the order is confirmed and both its e-mails arrive. */
export async function playWholeJourney(shop: TestShop): Promise<void> {
  const productId = await shop.client.registerProduct(1);
  const customer = await shop.anybody.asNewCustomer();
  const orderId = await customer.checkOut(await customer.fillCart(customer.customerId, { [productId]: 1 }));
  const [order] = await untilDecided(shop, [orderId], 15_000);
  expect(order).to.include({ status: 'confirmed', customerId: customer.customerId });
  await eventually(async () =>
    expect(mailsOf(orderId, await readMailbox(shop.url('mailbox')))).to.have.lengthOf(2),
  );
}
