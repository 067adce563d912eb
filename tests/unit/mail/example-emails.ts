import type { EmailRequested } from '../../../src/domain/email/events.js';
import type { OrderEmailFacts, OrderEmailKind } from '../../../src/domain/email/order-email.js';

const facts: Readonly<Record<OrderEmailKind, OrderEmailFacts>> = {
  'order-received': {
    total: { amount: 123_456, currency: 'EUR' },
    lines: [
      { productId: 'p-1', name: 'Lamp <small>', quantity: 2, unitPrice: { amount: 1_999, currency: 'EUR' } },
      { productId: 'p-2', quantity: 1, unitPrice: { amount: 119_458, currency: 'EUR' } },
    ],
    shippingAddress: { street: 'Am Tor 1 & 2', postalCode: '10115', city: 'Berlin', country: 'DE' },
  },
  'order-confirmed': { total: { amount: 5, currency: 'JPY' } },
  'order-rejected': {
    total: { amount: 100, currency: 'USD' },
    rejection: {
      code: 'insufficient-stock',
      lines: [{ productId: 'p-1', code: 'insufficient-stock', requested: 3, available: 1 }],
    },
  },
  'order-cancelled': { total: { amount: 100, currency: 'USD' }, cancellationReason: 'stock-not-answered' },
};

/** An e-mail of the given kind, to somebody who tries to put HTML into it. */
export function exampleEmail(kind: OrderEmailKind): EmailRequested['data'] {
  return {
    emailId: `o-1-${kind}`,
    kind,
    orderId: 'o-1',
    customerId: 'c-1',
    to: 'ada@example.com',
    recipientName: 'Ada <script>alert("x")</script> & Co',
    subject: `About <o-1>`,
    order: facts[kind],
  };
}

export const allKinds = Object.keys(facts) as OrderEmailKind[];
