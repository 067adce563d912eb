import { randomUUID } from 'node:crypto';
import type { Credentials } from '../../infrastructure/security/credentials-file.js';
import type { ShopClient } from './shop-client.js';

interface Order {
  readonly orderId: string;
  readonly status: string;
  readonly timeline: readonly { readonly at: string; readonly event: string }[];
  readonly rejection?: {
    readonly lines: readonly { readonly requested: number; readonly available: number }[];
  };
}

interface Product {
  readonly stock: { readonly onHand: number; readonly reserved: number; readonly available: number };
}

interface Emails {
  readonly items: readonly {
    readonly orderId: string;
    readonly to: string;
    readonly subject: string;
    readonly status: string;
  }[];
}

const stockAtFirst = 3;
const quantity = 2;

/**
 * Plays two checkouts of one customer: the first gets the stock, the second comes too late.
 *
 * @param administrator who may bring products in
 * @param tell takes each line of what happens
 * @throws DemoError when the shop does not play along
 */
export async function playDemoJourney(
  anybody: ShopClient,
  administrator: Credentials,
  tell: (line: string) => void,
): Promise<void> {
  const email = `ada.${Date.now()}@webstore.example`;
  const password = randomUUID();
  const { customerId } = await anybody.command<{ customerId: string }>('POST', '/customers', {
    email,
    name: 'Ada Lovelace',
    password,
  });
  const shop = anybody.as({ email, password });
  tell(`1. A customer registers and signs in: ${email} (${customerId})`);

  const { productId } = await anybody.as(administrator).command<{ productId: string }>('POST', '/products', {
    name: 'Teapot of the day',
    description: 'Only a few of them',
    price: { amount: 2490, currency: 'EUR' },
    initialStock: stockAtFirst,
  });
  tell(
    `2. The administrator signs in and brings a product in: ${stockAtFirst} teapots at 24.90 EUR (${productId})`,
  );

  const first = await fillCart(shop, customerId, productId);
  const second = await fillCart(shop, customerId, productId);
  tell(`3. The customer fills two carts with ${quantity} teapots each: ${first}, ${second}`);
  tell(`   Stock before: ${await stockOf(shop, productId)}`);

  tell(`4. The first cart is checked out`);
  await tellOutcome(shop, first, customerId, tell);
  tell(`   Stock after: ${await stockOf(shop, productId)}`);

  tell(`5. The second cart is checked out, too late`);
  await tellOutcome(shop, second, customerId, tell);
  tell(`   Stock after: ${await stockOf(shop, productId)}`);
}

async function fillCart(shop: ShopClient, customerId: string, productId: string): Promise<string> {
  const { cartId } = await shop.command<{ cartId: string }>('POST', '/carts', { customerId });
  await shop.command('PUT', `/carts/${cartId}/items/${productId}`, { quantity });
  return cartId;
}

async function stockOf(shop: ShopClient, productId: string): Promise<string> {
  const { stock } = await shop.queryUntil<Product>(
    `/products/${productId}`,
    (product) => product.stock.reserved === 0,
    'the stock',
  );
  return `${stock.onHand} on hand, ${stock.available} available`;
}

async function tellOutcome(
  shop: ShopClient,
  cartId: string,
  customerId: string,
  tell: (line: string) => void,
): Promise<void> {
  const { orderId } = await shop.command<{ orderId: string }>('POST', `/carts/${cartId}/checkout`, {});
  const order = await shop.queryUntil<Order>(
    `/orders/${orderId}`,
    ({ status }) => status !== 'created' && status !== 'placed',
    'the order to be decided',
  );
  tell(`   Order ${orderId} is ${order.status}`);
  for (const { at, event } of order.timeline) tell(`     ${at}  ${event}`);
  for (const line of order.rejection?.lines ?? []) {
    tell(`     ${line.requested} asked for, ${line.available} available`);
  }

  const mine = (emails: Emails) =>
    emails.items.filter((mail) => mail.orderId === orderId && mail.status === 'sent');
  const emails = await shop.queryUntil<Emails>(
    `/customers/${customerId}/emails`,
    (all) => mine(all).length === 2,
    'the e-mails',
  );
  for (const { to, subject } of mine(emails).toReversed()) tell(`     mail to ${to}: ${subject}`);
}
