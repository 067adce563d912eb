import { contract } from '../contract/contract.js';
import { operation } from '../contract/operation.js';
import {
  CartChanged,
  CartCheckedOut,
  CartOpened,
  CheckOutCartBody,
  OpenCartBody,
  PutCartItemBody,
} from './shopping-dtos.js';

const closed = { 'cart-not-found': 404, 'cart-already-checked-out': 409, 'cart-abandoned': 409 };

/** What customers do with their carts. */
export const shoppingCommandContract = contract({
  service: 'shopping-command-service',
  title: 'Shopping carts: commands and checkout',
  operations: {
    openCart: operation({
      method: 'POST',
      path: '/carts',
      summary: 'Opens a cart',
      access: 'customer',
      status: 201,
      body: OpenCartBody,
      answer: CartOpened,
      problems: { 'cart-exists': 409 },
    }),
    putCartItem: operation({
      method: 'PUT',
      path: '/carts/{cartId}/items/{productId}',
      summary: 'Adds a product, or changes how many of it',
      access: 'customer',
      status: 200,
      body: PutCartItemBody,
      answer: CartChanged,
      problems: {
        ...closed,
        'product-not-found': 404,
        'insufficient-stock': 409,
        'product-discontinued': 409,
        'cart-full': 409,
        'currency-mismatch': 409,
        'invalid-money': 409,
        'product-service-unavailable': 503,
      },
    }),
    removeCartItem: operation({
      method: 'DELETE',
      path: '/carts/{cartId}/items/{productId}',
      summary: 'Takes a product out of the cart',
      access: 'customer',
      status: 204,
      problems: closed,
    }),
    abandonCart: operation({
      method: 'DELETE',
      path: '/carts/{cartId}',
      summary: 'Abandons a cart',
      access: 'customer',
      status: 204,
      problems: { 'cart-not-found': 404, 'cart-already-checked-out': 409 },
    }),
    checkOutCart: operation({
      method: 'POST',
      path: '/carts/{cartId}/checkout',
      summary: 'Checks a cart out; an order follows',
      access: 'customer',
      status: 202,
      body: CheckOutCartBody,
      bodyOptional: true,
      answer: CartCheckedOut,
      problems: { 'cart-not-found': 404, 'cart-abandoned': 409, 'cart-empty': 409 },
    }),
  },
});
