import type { Customer } from '../../e2e/support/store-client.js';
import type { BrowserShop } from './browser-shop.js';
import { enterAddress, signIn } from './storefront.js';
import type { Visitor } from './visitor.js';

/** A customer on a page of the storefront that asked them to sign in. */
export async function signedInVisitor(
  place: BrowserShop,
  customer: Pick<Customer, 'email'>,
  path: string,
): Promise<Visitor> {
  const visitor = await place.arrive();
  await visitor.page.goto(path);
  await signIn(visitor.page, customer);
  return visitor;
}

/** A new customer with so many units of products in the cart who only has to press the button that orders. */
export async function visitorAboutToOrder(
  place: BrowserShop,
  units: Readonly<Record<string, number>>,
): Promise<Visitor> {
  const customer = await place.shop.anybody.asNewCustomer();
  const cartId = await customer.fillCart(customer.customerId, units);
  const visitor = await signedInVisitor(place, customer, `/shop/checkout/${cartId}`);
  await enterAddress(visitor.page);
  return visitor;
}
