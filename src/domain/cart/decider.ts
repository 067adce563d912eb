import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { money } from '../money.js';
import { NotFoundError } from '../not-found-error.js';
import { totalOf } from '../priced-line.js';
import { MAX_LINE_QUANTITY, requireQuantity } from '../quantity.js';
import { sameContent } from '../same-content.js';
import type { CartCommand, CheckOutCart, OpenCart, PutCartItem } from './commands.js';
import type { CartEvent, CartLine } from './events.js';
import { evolve, lineOf } from './evolve.js';
import { MAX_CART_LINES, type CartState, type OpenedCart } from './state.js';

/**
 * A shopping cart, in the stream `cart-<cartId>`.
 * Errors: `cart-exists`, `cart-not-found`, `cart-already-checked-out`, `cart-abandoned`, `cart-empty`, `cart-full`,
 * `invalid-quantity`, `invalid-money`, `currency-mismatch`.
 */
export const cartDecider: Decider<CartState, CartCommand, CartEvent> = {
  category: 'cart',
  initialState: { status: 'unopened' },
  decide,
  evolve,
};

function decide(command: CartCommand, state: CartState): readonly CartEvent[] {
  if (command.type === 'OpenCart') return open(command, state);
  if (state.status === 'unopened') throw new NotFoundError('cart', command.data.cartId);
  const { cartId } = state;
  switch (command.type) {
    case 'PutCartItem':
      return put(command, state);
    case 'RemoveCartItem': {
      requireOpen(state);
      const { productId } = command.data;
      if (!state.lines.some((line) => line.productId === productId)) return [];
      return [{ type: 'CartItemRemoved', data: { cartId, productId } }];
    }
    case 'CheckOutCart':
      return checkOut(command, state);
    case 'AbandonCart':
      if (state.status === 'abandoned') return [];
      requireOpen(state);
      return [{ type: 'CartAbandoned', data: { cartId } }];
  }
}

function open({ data }: OpenCart, state: CartState): readonly CartEvent[] {
  if (state.status === 'unopened') return [{ type: 'CartOpened', data }];
  if (state.customerId === data.customerId) return [];
  throw new DomainError('cart-exists', `Cart ${data.cartId} is another customer's`);
}

function put({ data }: PutCartItem, state: OpenedCart): readonly CartEvent[] {
  requireOpen(state);
  requireQuantity(data.quantity, 1, MAX_LINE_QUANTITY);
  const line: CartLine = {
    ...lineOf(data),
    unitPrice: money(data.unitPrice.amount, data.unitPrice.currency),
  };
  const before = state.lines.find(({ productId }) => productId === line.productId);
  if (before && sameContent(before, line)) return [];
  const others = state.lines.filter((other) => other !== before);
  if (others.length >= MAX_CART_LINES) {
    throw new DomainError('cart-full', `A cart holds at most ${MAX_CART_LINES} products`);
  }
  // Refuses another currency, and a total that could not be counted.
  totalOf([...others, line]);
  const type = before ? 'CartItemQuantityChanged' : 'CartItemAdded';
  return [{ type, data: { cartId: state.cartId, ...line } }];
}

function checkOut({ data }: CheckOutCart, state: OpenedCart): readonly CartEvent[] {
  if (state.status === 'checked-out') return [];
  requireOpen(state);
  const { cartId, customerId, lines } = state;
  const { orderId, shippingAddress } = data;
  const total = totalOf(lines);
  if (!total) throw new DomainError('cart-empty', `Cart ${cartId} is empty`);
  return [
    {
      type: 'CartCheckedOut',
      data: { cartId, customerId, orderId, lines, total, ...(shippingAddress && { shippingAddress }) },
    },
  ];
}

function requireOpen({ status, cartId }: OpenedCart): void {
  if (status === 'checked-out') {
    throw new DomainError('cart-already-checked-out', `Cart ${cartId} has been checked out`);
  }
  if (status === 'abandoned') throw new DomainError('cart-abandoned', `Cart ${cartId} has been abandoned`);
}
