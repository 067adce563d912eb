import type { LocatedParkedKey } from './service-databases.js';

/** How operators name a parked key: `order-service/orders.v1.1795364063123/order-42`. */
export function deadLetterId({ service, parked }: LocatedParkedKey): string {
  return `${service}/${parked.head.handler}/${parked.head.key}`;
}
