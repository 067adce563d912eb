import type { Order } from '../../api/dtos.js';

/** Whether an order has its outcome: nothing can happen to it any more. */
export function isClosed(status: Order['status']): boolean {
  return status === 'confirmed' || status === 'rejected' || status === 'cancelled';
}

const SENTENCES: Readonly<Record<Order['status'], string>> = {
  created: 'Your order is not placed yet: nothing is reserved for it.',
  placed: 'We have your order, and are checking whether everything is in stock.',
  confirmed: 'Your order is confirmed: everything is reserved for you.',
  rejected: 'We could not serve your order: not everything was in stock. You owe nothing.',
  cancelled: 'Your order is cancelled. You owe nothing.',
};

/** Where an order stands, in a sentence. */
export function orderSentence({ status }: Pick<Order, 'status'>): string {
  return SENTENCES[status];
}

/** Why an order was cancelled, in words; undefined when nobody said. */
export function cancellationText({
  cancellationReason: reason,
}: Pick<Order, 'cancellationReason'>): string | undefined {
  if (reason === 'stock-not-answered') return 'The stock gave no answer in time, so we cancelled it for you.';
  return reason === undefined || reason.trim() === '' ? undefined : `Reason: ${reason}`;
}

/** What an order is called on a page: the beginning of its id. */
export function orderName(orderId: string): string {
  return `Order ${orderId.slice(0, 8)}`;
}

/** Why a line could not be served, in words. */
export function shortageText({
  code,
  available,
}: {
  readonly code: string;
  readonly available: number;
}): string {
  if (code === 'product-discontinued') return 'not sold any more';
  if (code === 'product-not-found') return 'not known';
  return available === 0 ? 'none in stock' : `${available} in stock`;
}
