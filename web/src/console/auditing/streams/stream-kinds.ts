/** Kinds of streams that an auditor looks for, with what their names begin with. */
export const streamKinds: readonly { readonly label: string; readonly prefix: string }[] = [
  { label: 'Orders', prefix: 'order-' },
  { label: 'Carts', prefix: 'cart-' },
  { label: 'Products', prefix: 'product-' },
  { label: 'Customers', prefix: 'customer-' },
  { label: 'E-mails', prefix: 'email-' },
  { label: 'Addresses', prefix: 'customerEmail-' },
  { label: 'Sessions', prefix: 'session-' },
  { label: 'Processes', prefix: 'process.' },
  { label: 'Published', prefix: 'integration.' },
  { label: 'Received', prefix: 'received.' },
  { label: 'Token keys', prefix: 'tokenKeys-' },
  { label: 'Looks and checkpoints', prefix: 'audit-' },
];
