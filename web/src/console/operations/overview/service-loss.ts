const LOSSES: Readonly<Record<string, string>> = {
  gateway: 'Nobody reaches the shop.',
  'customer-service': 'Nobody can sign in or register, and e-mails wait.',
  'product-service': 'Products can not be looked at, and placed orders wait for their stock.',
  'order-service': 'Orders can not be looked at, and checkouts wait.',
  'shopping-command-service': 'Carts can not be changed or checked out.',
  'shopping-query-service': 'Carts can not be looked at, and checkouts wait.',
  'audit-service': 'Nobody can look into the log. Customers notice nothing.',
};

/** What the shop does without while a service is away. */
export function lossOf(service: string): string {
  return LOSSES[service] ?? 'What depends on it fails or waits.';
}
