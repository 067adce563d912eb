import { expect } from 'chai';
import { eventually } from '../../e2e/support/eventually.js';
import { untilDecided } from '../../e2e/support/invariants.js';
import { mailsOf, readMailbox } from '../../e2e/support/mailbox.js';
import type { TestShop } from '../../e2e/support/test-shop.js';

/** Has a new customer order a teapot; resolves with the ids once it is confirmed and both its mails have arrived. */
export async function confirmedOrder(shop: TestShop): Promise<{ orderId: string; customerId: string }> {
  const productId = await shop.client.registerProduct(1);
  const customer = await shop.anybody.asNewCustomer();
  const { customerId } = customer;
  const orderId = await customer.checkOut(await customer.fillCart(customerId, { [productId]: 1 }));
  const [order] = await untilDecided(shop, [orderId], 30_000);
  expect(order?.status).to.equal('confirmed');
  await eventually(async () =>
    expect(mailsOf(orderId, await readMailbox(shop.url('mailbox')))).to.have.length(2),
  );
  return { orderId, customerId };
}
