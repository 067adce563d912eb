import type { Locator, Page } from 'playwright-core';
import { ACCOUNT_EMAILS } from '../../../src/infrastructure/security/credentials-file.js';
import { ADMIN_PASSWORD } from '../../e2e/support/test-shop.js';

/** Opens a page of the console, and signs in as the administrator where it asks for that: the address stays. */
export async function enterConsole(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByLabel('E-mail address').fill(ACCOUNT_EMAILS.administrator);
  await page.getByLabel('Password').fill(ADMIN_PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Console' }).waitFor();
}

/** Goes to a page of the console by its navigation, once it is there. */
export async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Console' }).getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { name, level: 1, exact: true }).waitFor();
}

/** The value of a fact that is shown under its name. */
export function fact(within: Page | Locator, name: string): Locator {
  return within
    .getByRole('term')
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator('xpath=following-sibling::dd[1]');
}
