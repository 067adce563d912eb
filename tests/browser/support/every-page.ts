import type { Page } from 'playwright-core';
import type { Sights } from './furnished-shop.js';

/** A page of the web, in a state worth looking at. */
export interface SomePage {
  /** Of its picture. */
  readonly name: string;
  readonly path: string;
  /** What it shows once it is all there. */
  readonly shows: string | RegExp;
  /** Who opens it. */
  readonly by: 'stranger' | 'customer' | 'administrator';
  /** What is pressed on it before it shows that. */
  readonly press?: string;
}

type PageOfSomebody = Omit<SomePage, 'by'>;

/** Every page of storefront and console, with what it is about. */
export function everyPage(sights: Sights): readonly SomePage[] {
  return [
    ...strangersPages.map((page) => ({ ...page, by: 'stranger' as const })),
    ...customersPages(sights).map((page) => ({ ...page, by: 'customer' as const })),
    ...operatorsPages(sights).map((page) => ({ ...page, by: 'administrator' as const })),
    ...auditorsPages(sights).map((page) => ({ ...page, by: 'administrator' as const })),
  ];
}

/** Opens a page, and waits until it shows what it is to show. */
export async function openPage(page: Page, { path, shows, press }: SomePage): Promise<void> {
  await page.goto(path);
  const main = page.getByRole('main');
  if (press !== undefined) await main.getByRole('button', { name: press }).click();
  await main.getByText(shows).filter({ visible: true }).first().waitFor();
  // All that is on its way says so: "Loading products …".
  await main.getByRole('status').filter({ hasText: /…$/ }).first().waitFor({ state: 'detached' });
}

const strangersPages: readonly PageOfSomebody[] = [
  { name: 'shop-sign-in', path: '/shop/sign-in', shows: 'Password' },
  { name: 'shop-register', path: '/shop/register', shows: 'At least 8 characters.' },
  { name: 'console-sign-in', path: '/console/', shows: 'Password' },
];

function customersPages(sights: Sights): readonly PageOfSomebody[] {
  const { soldOut, cart, created, confirmed, rejected, cancelled } = sights;
  return [
    { name: 'shop-catalogue', path: '/shop/', shows: 'Kettle, 1.7 l' },
    { name: 'shop-nothing-found', path: '/shop/?search=coffee', shows: 'No product fits' },
    { name: 'shop-product', path: '/shop/products/teapot', shows: 'Stoneware with a strainer' },
    { name: 'shop-sold-out', path: `/shop/products/${soldOut}`, shows: 'Nothing of it is in stock' },
    { name: 'shop-cart', path: '/shop/cart', shows: 'Tea tin' },
    { name: 'shop-checkout', path: `/shop/checkout/${cart}`, shows: /^Order for/ },
    { name: 'shop-orders', path: '/shop/orders', shows: 'Ordered' },
    { name: 'shop-order-created', path: `/shop/orders/${created}`, shows: 'Live: changes show at once' },
    { name: 'shop-order-confirmed', path: `/shop/orders/${confirmed}`, shows: 'Shipped to' },
    { name: 'shop-order-rejected', path: `/shop/orders/${rejected}`, shows: 'What was short' },
    { name: 'shop-order-cancelled', path: `/shop/orders/${cancelled}`, shows: 'Ordered by mistake.' },
    { name: 'shop-mails', path: '/shop/mails', shows: /is confirmed/ },
    { name: 'shop-account', path: '/shop/account', shows: 'Save address' },
    { name: 'shop-not-found', path: '/shop/nowhere', shows: 'There is nothing under this address' },
  ];
}

function operatorsPages({ confirmed, mail, deadLetter }: Sights): readonly PageOfSomebody[] {
  const { service, handler, key } = deadLetter;
  const message = encodeURIComponent(mail);
  return [
    { name: 'console-home', path: '/console/', shows: 'Overview' },
    { name: 'console-overview', path: '/console/overview', shows: 'shopping-query-service-1' },
    {
      name: 'console-instance',
      path: '/console/services/order-service/order-service-1',
      shows: 'event-store',
    },
    { name: 'console-projections', path: '/console/projections', shows: 'activities' },
    {
      name: 'console-projection',
      path: `/console/projections/order-service/orders?document=${confirmed}`,
      shows: 'Rebuild',
    },
    { name: 'console-processes', path: '/console/processes', shows: 'fulfilment' },
    {
      name: 'console-process',
      path: `/console/processes/order-service/fulfilment/${confirmed}`,
      shows: 'OrderPlaced',
    },
    { name: 'console-dead-letters', path: '/console/dead-letters', shows: 'CartItemAdded' },
    {
      name: 'console-dead-letter',
      path: `/console/dead-letters/${service}/${handler}/${encodeURIComponent(key)}`,
      shows: 'Skip this event',
    },
    { name: 'console-mailbox', path: '/console/mailbox', shows: 'ada@example.com' },
    { name: 'console-mail', path: `/console/mailbox/${message}`, shows: 'ada@example.com' },
    {
      name: 'console-configuration',
      path: '/console/configuration?service=order-service&instance=order-service-1',
      shows: 'STOCK_ANSWER_TIMEOUT_MS',
    },
  ];
}

function auditorsPages({ confirmed }: Sights): readonly PageOfSomebody[] {
  const stream = `/console/streams/order-${confirmed}`;
  return [
    { name: 'console-streams', path: '/console/streams', shows: /^(audit|cart)-/ },
    { name: 'console-stream', path: `${stream}?revision=1`, shows: 'OrderConfirmed' },
    { name: 'console-replay', path: `${stream}/replay?revision=1`, shows: 'What changed at revision 1' },
    {
      name: 'console-difference',
      path: `${stream}/difference?from=0&to=2`,
      shows: 'OrderPlaced at revision 1',
    },
    { name: 'console-trails', path: '/console/trails', shows: /^last event/ },
    { name: 'console-trail', path: `/console/trails?order=${confirmed}`, shows: 'List of causes' },
    {
      name: 'console-activities',
      path: `/console/activities?stream=order-${confirmed}`,
      shows: 'OrderConfirmed',
    },
    {
      name: 'console-verification',
      path: '/console/verification',
      press: 'Verify the log',
      shows: 'Intact',
    },
    { name: 'console-export', path: '/console/export', shows: 'From the first event on.' },
  ];
}
