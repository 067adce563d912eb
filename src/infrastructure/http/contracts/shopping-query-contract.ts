import { contract } from '../contract/contract.js';
import { operation } from '../contract/operation.js';
import { ConsistentQuery } from './common-dtos.js';
import { CartDto, CartPage, ListCartsQuery } from './shopping-dtos.js';

/** What carts look like. */
export const shoppingQueryContract = contract({
  service: 'shopping-query-service',
  title: 'Shopping carts: queries',
  operations: {
    getCart: operation({
      method: 'GET',
      path: '/carts/{cartId}',
      summary: 'Shows a cart',
      access: 'customer',
      status: 200,
      query: ConsistentQuery,
      answer: CartDto,
      problems: { 'cart-not-found': 404 },
    }),
    listCarts: operation({
      method: 'GET',
      path: '/carts',
      summary: 'Lists carts, newest first',
      access: 'customer',
      status: 200,
      query: ListCartsQuery,
      answer: CartPage,
    }),
  },
});
