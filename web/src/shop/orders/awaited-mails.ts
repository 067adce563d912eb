import type { Email, Order } from '../../api/dtos.js';

const KINDS: Readonly<Record<Order['status'], readonly string[]>> = {
  created: [],
  placed: ['order-received'],
  confirmed: ['order-received', 'order-confirmed'],
  rejected: ['order-received', 'order-rejected'],
  cancelled: ['order-cancelled'],
};

/** Whether an order that stands where it does has mails that are still to come or to be sent. */
export function awaitsMails(
  status: Order['status'],
  mails: readonly Pick<Email, 'kind' | 'status'>[],
): boolean {
  const done = new Set(
    mails.filter((mail) => ['sent', 'abandoned'].includes(mail.status)).map(({ kind }) => kind),
  );
  return !KINDS[status].every((kind) => done.has(kind));
}
