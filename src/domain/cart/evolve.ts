import type { CartEvent, CartLine } from './events.js';
import type { CartState } from './state.js';

/** The cart after one more event. */
export function evolve(state: CartState, event: CartEvent): CartState {
  if (event.type === 'CartOpened') {
    const { cartId, customerId } = event.data;
    return { status: 'open', cartId, customerId, lines: [] };
  }
  if (state.status === 'unopened') return state;
  switch (event.type) {
    case 'CartItemAdded':
      return { ...state, lines: [...state.lines, lineOf(event.data)] };
    case 'CartItemQuantityChanged': {
      const changed = lineOf(event.data);
      const lines = state.lines.map((line) => (line.productId === changed.productId ? changed : line));
      return { ...state, lines };
    }
    case 'CartItemRemoved':
      return { ...state, lines: state.lines.filter((line) => line.productId !== event.data.productId) };
    case 'CartCheckedOut':
      return { ...state, status: 'checked-out', orderId: event.data.orderId };
    case 'CartAbandoned':
      return { ...state, status: 'abandoned' };
  }
}

/** A line alone, without what a message carries beside it. */
export function lineOf({ productId, name, unitPrice, quantity }: CartLine): CartLine {
  return { productId, name, unitPrice, quantity };
}
