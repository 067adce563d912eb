import type { ReactNode } from 'react';
import type { Order } from '../../api/dtos.js';
import { StatusBadge, type Tone } from './status-badge.js';

const TONES: Readonly<Record<Order['status'], Tone>> = {
  created: 'neutral',
  placed: 'info',
  confirmed: 'good',
  rejected: 'bad',
  cancelled: 'warning',
};

/** Where an order stands. */
export function OrderStatus({ status }: { readonly status: Order['status'] }): ReactNode {
  return <StatusBadge tone={TONES[status]}>{status}</StatusBadge>;
}
