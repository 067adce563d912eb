import type { NavEntry } from '../routing/nav-entry.js';

/** Where the storefront's navigation leads. */
export const shopNav: readonly NavEntry[] = [
  { to: '/shop', label: 'Products' },
  { to: '/shop/orders', label: 'Orders' },
  { to: '/shop/mails', label: 'Mails' },
];
