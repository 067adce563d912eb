import { carts } from '../../../src/projections/carts.js';
import { projection } from '../../../src/testing/projection-specification.js';

describe('carts', () => {
  const cart = projection(carts).of('cart-c1');
  const eur = (amount: number) => ({ amount, currency: 'EUR' });
  const opened = { type: 'CartOpened', data: { cartId: 'c1', customerId: 'u1' } };
  const mug = { productId: 'p1', name: 'Mug', unitPrice: eur(500), quantity: 2 };
  const lamp = { productId: 'p2', name: 'Lamp', unitPrice: eur(3_000), quantity: 1 };
  const mugAdded = { type: 'CartItemAdded', data: { cartId: 'c1', ...mug } };
  const lampAdded = { type: 'CartItemAdded', data: { cartId: 'c1', ...lamp } };
  const open = { cartId: 'c1', customerId: 'u1', status: 'open' } as const;

  it('is known by the id in its stream', () => cart.given(opened).thenId('c1'));

  it('begins empty, and an empty cart has no total', () =>
    cart.given(opened).thenDocument({ ...open, lines: [], total: null }));

  it('lists its lines with their totals', () =>
    cart.given(opened, mugAdded, lampAdded).thenDocument({
      ...open,
      lines: [
        { ...mug, lineTotal: eur(1_000) },
        { ...lamp, lineTotal: eur(3_000) },
      ],
      total: eur(4_000),
    }));

  it('takes a changed line over with its new price, in its old place', () => {
    const changed = { ...mug, unitPrice: eur(450), quantity: 3 };
    cart
      .given(opened, mugAdded, lampAdded, {
        type: 'CartItemQuantityChanged',
        data: { cartId: 'c1', ...changed },
      })
      .thenDocument({
        ...open,
        lines: [
          { ...changed, lineTotal: eur(1_350) },
          { ...lamp, lineTotal: eur(3_000) },
        ],
        total: eur(4_350),
      });
  });

  it('is empty again without its last line', () =>
    cart
      .given(opened, mugAdded, { type: 'CartItemRemoved', data: { cartId: 'c1', productId: 'p1' } })
      .thenDocument({ ...open, lines: [], total: null }));

  it('tells the order that it became', () =>
    cart
      .given(opened, mugAdded, {
        type: 'CartCheckedOut',
        data: { cartId: 'c1', customerId: 'u1', orderId: 'o1', lines: [mug], total: eur(1_000) },
      })
      .thenDocument({
        ...open,
        status: 'checked-out',
        lines: [{ ...mug, lineTotal: eur(1_000) }],
        total: eur(1_000),
        orderId: 'o1',
      }));

  it('can be abandoned', () =>
    cart
      .given(opened, { type: 'CartAbandoned', data: { cartId: 'c1' } })
      .thenDocument({ ...open, status: 'abandoned', lines: [], total: null }));

  it('passes over events it does not know', () =>
    cart.given(opened, { type: 'CartPainted', data: {} }).thenDocument({ ...open, lines: [], total: null }));
});
