import { managersOf } from '../application/process-managers.js';
import { activities } from './activities.js';
import { carts } from './carts.js';
import { customers } from './customers.js';
import { emails } from './emails.js';
import { orders } from './orders.js';
import { processes } from './processes.js';
import { products } from './products.js';
import type { Projection } from './projection.js';
import { streams } from './streams.js';

/** Every projection of the shop, by the service that keeps its read model. */
const catalogue: Readonly<Record<string, readonly Projection[]>> = {
  'customer-service': [customers, emails, processesOf('customer-service')],
  'product-service': [products, processesOf('product-service')],
  'order-service': [orders, processesOf('order-service')],
  'shopping-command-service': [],
  'shopping-query-service': [carts, processesOf('shopping-query-service')],
  'audit-service': [streams, activities],
};

/** The projections of a service; none of one that is not known. */
export function projectionsOf(service: string): readonly Projection[] {
  return catalogue[service] ?? [];
}

function processesOf(service: string): Projection {
  return processes(managersOf(service)) as unknown as Projection;
}
