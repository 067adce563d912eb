import { contract } from '../contract/contract.js';
import { operation } from '../contract/operation.js';
import { ConsistentQuery } from './common-dtos.js';
import {
  CancelOrderBody,
  CreateOrderBody,
  ListOrdersQuery,
  OrderAccepted,
  OrderDto,
  OrderPage,
  SubmitOrderBody,
} from './order-dtos.js';

/** Orders, from creation to their one outcome. */
export const orderContract = contract({
  service: 'order-service',
  title: 'Orders',
  operations: {
    createOrder: operation({
      method: 'POST',
      path: '/orders',
      summary: 'Creates an order, not yet placed',
      access: 'customer',
      status: 201,
      body: CreateOrderBody,
      answer: OrderAccepted,
      problems: {
        'order-id-reserved': 403,
        'order-exists': 409,
        'price-changed': 409,
        'currency-mismatch': 409,
        'invalid-money': 409,
      },
    }),
    submitOrder: operation({
      method: 'PUT',
      path: '/orders/{orderId}',
      summary: 'Creates and places an order in one step, as a checkout does; its outcome follows',
      access: 'service',
      callers: ['shopping-query-service'],
      status: 202,
      body: SubmitOrderBody,
      answer: OrderAccepted,
      problems: {
        'order-exists': 409,
        'order-already-closed': 409,
        'currency-mismatch': 409,
        'invalid-money': 409,
      },
    }),
    placeOrder: operation({
      method: 'POST',
      path: '/orders/{orderId}/place',
      summary: 'Places an order; its outcome follows',
      access: 'customer',
      status: 202,
      answer: OrderAccepted,
      problems: { 'order-not-found': 404, 'order-already-closed': 409 },
    }),
    cancelOrder: operation({
      method: 'POST',
      path: '/orders/{orderId}/cancel',
      summary: 'Cancels an order that has no outcome yet',
      access: 'customer',
      status: 202,
      body: CancelOrderBody,
      bodyOptional: true,
      answer: OrderAccepted,
      problems: { 'order-not-found': 404, 'order-already-closed': 409 },
    }),
    getOrder: operation({
      method: 'GET',
      path: '/orders/{orderId}',
      summary: 'Shows an order with what happened to it',
      access: 'customer',
      status: 200,
      query: ConsistentQuery,
      answer: OrderDto,
      problems: { 'order-not-found': 404 },
    }),
    listOrders: operation({
      method: 'GET',
      path: '/orders',
      summary: 'Lists orders, newest first',
      access: 'customer',
      status: 200,
      query: ListOrdersQuery,
      answer: OrderPage,
    }),
  },
});
