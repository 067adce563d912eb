import type { CartDocument } from '../application/read-models/cart-view.js';
import type { Document } from '../application/read-models/document.js';
import type { CartEvent, CartLine } from '../domain/cart/events.js';
import { times } from '../domain/money.js';
import { totalOf } from '../domain/priced-line.js';
import { existing, idBehind } from './document-id.js';
import type { Projection } from './projection.js';
import { typed } from './typed.js';

type Cart = Omit<CartDocument, keyof Document>;

/** Carts, by their ids. */
export const carts: Projection<CartDocument> = {
  name: 'carts',
  version: 1,
  filter: { streamPrefixes: ['cart-'] },
  indexes: [{ listKey: -1 }, { customerId: 1, listKey: -1 }],
  documentId: idBehind('cart-'),
  evolve(document, recorded): Cart {
    const { type, data } = typed<CartEvent>(recorded);
    if (type === 'CartOpened') {
      return { cartId: data.cartId, customerId: data.customerId, status: 'open', lines: [], total: null };
    }
    const cart = existing(document, recorded);
    switch (type) {
      case 'CartItemAdded':
        return withLines(cart, [...cart.lines, lineOf(data)]);
      case 'CartItemQuantityChanged':
        return withLines(
          cart,
          cart.lines.map((line) => (line.productId === data.productId ? lineOf(data) : line)),
        );
      case 'CartItemRemoved':
        return withLines(
          cart,
          cart.lines.filter(({ productId }) => productId !== data.productId),
        );
      case 'CartCheckedOut':
        return { ...cart, status: 'checked-out', orderId: data.orderId };
      case 'CartAbandoned':
        return { ...cart, status: 'abandoned' };
      default:
        return cart;
    }
  },
};

function withLines(cart: CartDocument, lines: CartDocument['lines']): Cart {
  return { ...cart, lines, total: totalOf(lines) ?? null };
}

function lineOf({ productId, name, unitPrice, quantity }: CartLine): CartDocument['lines'][number] {
  return { productId, name, unitPrice, quantity, lineTotal: times(unitPrice, quantity) };
}
