/** The services of the shop, beside the gateway. */
export const serviceNames = [
  'customer-service',
  'product-service',
  'order-service',
  'shopping-command-service',
  'shopping-query-service',
  'audit-service',
] as const;

export type ServiceName = (typeof serviceNames)[number];

/** Whether a text names one of the services. */
export function isServiceName(name: string): name is ServiceName {
  return (serviceNames as readonly string[]).includes(name);
}
