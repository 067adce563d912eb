import type { Order } from '../../api/dtos.js';

/** Where orders may stand, in the order they come to it. */
export const ORDER_STATUSES = [
  'created',
  'placed',
  'confirmed',
  'rejected',
  'cancelled',
] as const satisfies readonly Order['status'][];
