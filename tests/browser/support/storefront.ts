import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { eventually } from '../../e2e/support/eventually.js';
import { CUSTOMER_PASSWORD, type Customer } from '../../e2e/support/store-client.js';
import type { TestShop } from '../../e2e/support/test-shop.js';

/** Registers a product at 19.99 EUR, and waits until the storefront has it. @returns its id */
export async function putOnSale(shop: TestShop, stock: number, name: string): Promise<string> {
  const productId = await shop.client.registerProduct(stock, name);
  await eventually(async () =>
    expect((await shop.client.get(`/products/${productId}`)).status).to.equal(200),
  );
  return productId;
}

/** Signs in on a page that asks for it. */
export async function signIn(page: Page, { email }: Pick<Customer, 'email'>): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password').fill(CUSTOMER_PASSWORD);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
}

/** Says on the checkout page where the order is to go. */
export async function enterAddress(page: Page): Promise<void> {
  await page.getByLabel('Street and number').fill('12 St James’s Square');
  await page.getByLabel('Postal code').fill('SW1Y 4JH');
  await page.getByLabel('City').fill('London');
  await page.getByLabel('Country').selectOption('United Kingdom');
}

/** The button that orders what the checkout page shows. */
export function orderButton(page: Page): Locator {
  return page.getByRole('button', { name: /^Order for / });
}

/** Waits until an order's page shows this sentence on where the order stands. */
export function untilOrderIs(page: Page, outcome: RegExp): Promise<void> {
  return page.getByRole('status').filter({ hasText: outcome }).waitFor();
}

/** The id of the order that a page is about. */
export function orderIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1)!;
}
