/** The services that the shop is made of, beside the gateway. */
export const SERVICES = [
  'customer-service',
  'product-service',
  'order-service',
  'shopping-command-service',
  'shopping-query-service',
  'audit-service',
] as const;

/** The process managers, and the service that runs each. */
export const MANAGERS: Readonly<Record<string, string>> = {
  checkout: 'shopping-query-service',
  'stock-reservation': 'product-service',
  fulfilment: 'order-service',
  'order-email': 'customer-service',
};
