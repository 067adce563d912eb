import type { CartCommand } from '../../../src/domain/cart/commands.js';
import { cartDecider } from '../../../src/domain/cart/decider.js';
import type { CartEvent, CartLine } from '../../../src/domain/cart/events.js';
import { MAX_CART_LINES } from '../../../src/domain/cart/state.js';
import { decide } from '../../../src/testing/decider-specification.js';

const cartId = 'cart';
const mug: CartLine = {
  productId: 'mug',
  name: 'Mug',
  unitPrice: { amount: 1299, currency: 'EUR' },
  quantity: 2,
};
const pen: CartLine = {
  productId: 'pen',
  name: 'Pen',
  unitPrice: { amount: 250, currency: 'EUR' },
  quantity: 1,
};
const shippingAddress = { street: 'Main Street 1', postalCode: '12345', city: 'Springfield', country: 'US' };
const opened: CartEvent = { type: 'CartOpened', data: { cartId, customerId: 'ann' } };
const added = (line: CartLine): CartEvent => ({ type: 'CartItemAdded', data: { cartId, ...line } });
const put = (line: CartLine): CartCommand => ({ type: 'PutCartItem', data: { cartId, ...line } });
const remove = (productId: string): CartCommand => ({ type: 'RemoveCartItem', data: { cartId, productId } });
const checkOut: CartCommand = { type: 'CheckOutCart', data: { cartId, orderId: 'order' } };
const abandon: CartCommand = { type: 'AbandonCart', data: { cartId } };
const checkedOut: CartEvent = {
  type: 'CartCheckedOut',
  data: {
    cartId,
    customerId: 'ann',
    orderId: 'order',
    lines: [mug],
    total: { amount: 2598, currency: 'EUR' },
  },
};
const abandoned: CartEvent = { type: 'CartAbandoned', data: { cartId } };
const open = decide(cartDecider).given(opened);

describe('cart', () => {
  describe('opening', () => {
    const openFor = (customerId: string): CartCommand => ({ type: 'OpenCart', data: { cartId, customerId } });

    it('happens once', () => {
      decide(cartDecider).when(openFor('ann')).thenEvents(opened).when(openFor('ann')).thenNothing();
    });

    it('refuses another customer', () => open.when(openFor('bob')).thenFails('cart-exists'));

    it('comes before anything else', () => {
      for (const command of [put(mug), remove('mug'), checkOut, abandon]) {
        decide(cartDecider).when(command).thenFails('cart-not-found', { id: cartId });
      }
    });
  });

  describe('putting an item', () => {
    it('adds it, then changes it', () => {
      const more = { ...mug, quantity: 3 };
      open
        .when(put(mug))
        .thenEvents(added(mug))
        .when(put(more))
        .thenEvents({ type: 'CartItemQuantityChanged', data: { cartId, ...more } })
        .thenState({ status: 'open', cartId, customerId: 'ann', lines: [more] });
    });

    it('takes over a new price', () => {
      const dearer = { ...mug, unitPrice: { amount: 1399, currency: 'EUR' } };
      open
        .given(added(mug))
        .when(put(dearer))
        .thenEvents({ type: 'CartItemQuantityChanged', data: { cartId, ...dearer } });
    });

    it('says nothing when nothing changes', () => open.given(added(mug)).when(put(mug)).thenNothing());

    for (const quantity of [0, -1, 1.5, 10_001, Number.NaN]) {
      it(`refuses ${quantity} units`, () =>
        open.when(put({ ...mug, quantity })).thenFails('invalid-quantity'));
    }

    it('takes 10,000 units', () => {
      const many = { ...mug, quantity: 10_000 };
      open.when(put(many)).thenEvents(added(many));
    });

    it('keeps to one currency', () => {
      const dollars = { ...pen, unitPrice: { amount: 250, currency: 'USD' } };
      const withMug = open.given(added(mug));
      withMug.when(put(dollars)).thenFails('currency-mismatch');
      withMug
        .when(remove('mug'))
        .thenEvents({ type: 'CartItemRemoved', data: { cartId, productId: 'mug' } })
        .when(put(dollars))
        .thenEvents(added(dollars));
    });

    it('keeps the total countable', () => {
      const dear = { ...pen, unitPrice: { amount: Number.MAX_SAFE_INTEGER, currency: 'EUR' } };
      open.given(added(mug)).when(put(dear)).thenFails('invalid-money');
    });

    it(`stops at ${MAX_CART_LINES} products`, () => {
      const lines = Array.from({ length: MAX_CART_LINES }, (_, i) => ({ ...pen, productId: `p${i}` }));
      const full = open.given(...lines.map(added));
      full.when(put(mug)).thenFails('cart-full');
      const changed = { ...pen, productId: 'p0', quantity: 2 };
      full.when(put(changed)).thenEvents({ type: 'CartItemQuantityChanged', data: { cartId, ...changed } });
    });
  });

  it('removes an item once', () => {
    open
      .given(added(mug), added(pen))
      .when(remove('mug'))
      .thenEvents({ type: 'CartItemRemoved', data: { cartId, productId: 'mug' } })
      .when(remove('mug'))
      .thenNothing()
      .thenState({ status: 'open', cartId, customerId: 'ann', lines: [pen] });
  });

  describe('checking out', () => {
    it('carries all that the order needs', () => {
      open
        .given(added(mug), added(pen))
        .when({ type: 'CheckOutCart', data: { cartId, orderId: 'order', shippingAddress } })
        .thenEvents({
          type: 'CartCheckedOut',
          data: {
            cartId,
            customerId: 'ann',
            orderId: 'order',
            lines: [mug, pen],
            total: { amount: 2848, currency: 'EUR' },
            shippingAddress,
          },
        });
    });

    it('needs something in the cart', () => open.when(checkOut).thenFails('cart-empty'));

    it('happens once', () => {
      open.given(added(mug)).when(checkOut).thenEvents(checkedOut).when(checkOut).thenNothing();
    });

    it('closes the cart', () => {
      const closed = open.given(added(mug), checkedOut);
      for (const command of [put(pen), remove('mug'), abandon]) {
        closed.when(command).thenFails('cart-already-checked-out');
      }
    });
  });

  it('is closed once abandoned', () => {
    const gone = open.given(added(mug)).when(abandon).thenEvents(abandoned);
    gone.when(abandon).thenNothing();
    for (const command of [put(pen), remove('mug'), checkOut]) {
      gone.when(command).thenFails('cart-abandoned');
    }
  });
});
