import type { Order } from '../../api/dtos.js';

/** A step of an order: one that was taken, at a time, or the next one that is waited for. */
export interface OrderStep {
  readonly label: string;
  /** ISO 8601; undefined while it is waited for. */
  readonly at: string | undefined;
}

const LABELS: Readonly<Record<string, string>> = {
  OrderCreated: 'Created',
  OrderPlaced: 'Placed',
  OrderConfirmed: 'Confirmed: everything is reserved for you',
  OrderRejected: 'Rejected: not everything was in stock',
  OrderCancelled: 'Cancelled',
};

const AWAITED: Partial<Readonly<Record<Order['status'], string>>> = {
  created: 'To be placed by you',
  placed: 'Checking whether everything is in stock …',
};

/** The steps of an order, the first one first. */
export function orderSteps({ status, timeline }: Pick<Order, 'status' | 'timeline'>): readonly OrderStep[] {
  const taken = timeline.map(({ event, at }) => ({ label: LABELS[event] ?? event, at }));
  const label = AWAITED[status];
  return label === undefined ? taken : [...taken, { label, at: undefined }];
}
