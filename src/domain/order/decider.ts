import type { Decider } from '../decider.js';
import { DomainError } from '../domain-error.js';
import { NotFoundError } from '../not-found-error.js';
import { totalOf } from '../priced-line.js';
import { MAX_LINE_QUANTITY, requireQuantity } from '../quantity.js';
import { sameContent } from '../same-content.js';
import type { OrderCommand, OrderRequest } from './commands.js';
import type { OrderContent, OrderEvent } from './events.js';
import type { OrderLine } from './order-line.js';
import type { CreatedOrder, OrderState } from './state.js';

/** The most lines of one order. */
export const MAX_ORDER_LINES = 100;

/**
 * An order, in the stream `order-<orderId>`: created, placed, and then closed by exactly one of confirmed, rejected,
 * cancelled. Repeating a step that has been taken changes nothing, except that a closed order can't be cancelled again.
 * Errors: `order-exists`, `order-not-found`, `order-empty`, `order-too-large`, `order-not-placed`, `order-already-closed`,
 * `invalid-quantity`, `invalid-money`, `currency-mismatch`.
 */
export const orderDecider: Decider<OrderState, OrderCommand, OrderEvent> = {
  category: 'order',
  initialState: { status: 'uncreated' },
  decide,
  evolve,
};

function decide(command: OrderCommand, state: OrderState): readonly OrderEvent[] {
  if (command.type === 'CreateOrder') return create(command.data, state);
  if (command.type === 'SubmitOrder') {
    const created = create(command.data, state);
    const place = { type: 'PlaceOrder', data: { orderId: command.data.orderId } } as const;
    return [...created, ...decide(place, created.reduce(evolve, state))];
  }
  if (state.status === 'uncreated') throw new NotFoundError('order', command.data.orderId);
  const { orderId, customerId, total } = state.content;
  const core = { orderId, customerId, total };
  switch (command.type) {
    case 'PlaceOrder':
      if (state.placed) return [];
      requireNotClosed(state);
      return [{ type: 'OrderPlaced', data: state.content }];
    case 'ConfirmOrder':
      if (state.status === 'confirmed') return [];
      requireAwaitingAnswer(state);
      return [{ type: 'OrderConfirmed', data: core }];
    case 'RejectOrder': {
      if (state.status === 'rejected') return [];
      requireAwaitingAnswer(state);
      const { code, lines } = command.data;
      return [{ type: 'OrderRejected', data: { ...core, code, lines } }];
    }
    case 'CancelOrder': {
      requireNotClosed(state);
      const { reason, cancelledBy } = command.data;
      return [{ type: 'OrderCancelled', data: { ...core, reason, cancelledBy } }];
    }
  }
}

function create(request: OrderRequest, state: OrderState): readonly OrderEvent[] {
  const { orderId, customerId, shippingAddress } = request;
  const lines = request.lines.map(lineOf);
  for (const { quantity } of lines) requireQuantity(quantity, 1, MAX_LINE_QUANTITY);
  if (lines.length > MAX_ORDER_LINES) {
    throw new DomainError('order-too-large', `An order has at most ${MAX_ORDER_LINES} lines`);
  }
  const total = totalOf(lines);
  if (!total) throw new DomainError('order-empty', 'An order needs at least one line');
  const content: OrderContent = {
    orderId,
    customerId,
    lines,
    total,
    ...(shippingAddress && { shippingAddress }),
  };
  if (state.status === 'uncreated') return [{ type: 'OrderCreated', data: content }];
  if (sameContent(content, state.content)) return [];
  throw new DomainError('order-exists', `Order ${orderId} exists with another content`);
}

/** A line alone, without what a caller's object carries beside it. */
function lineOf({ productId, name, quantity, unitPrice }: OrderLine): OrderLine {
  return { productId, ...(name !== undefined && { name }), quantity, unitPrice };
}

function requireNotClosed({ status, content }: CreatedOrder): void {
  if (status === 'created' || status === 'placed') return;
  throw new DomainError('order-already-closed', `Order ${content.orderId} is ${status} already`, { status });
}

function requireAwaitingAnswer(state: CreatedOrder): void {
  requireNotClosed(state);
  if (!state.placed)
    throw new DomainError('order-not-placed', `Order ${state.content.orderId} is not placed`);
}

function evolve(state: OrderState, event: OrderEvent): OrderState {
  if (event.type === 'OrderCreated') return { status: 'created', placed: false, content: event.data };
  if (state.status === 'uncreated') return state;
  switch (event.type) {
    case 'OrderPlaced':
      return { ...state, status: 'placed', placed: true };
    case 'OrderConfirmed':
      return { ...state, status: 'confirmed' };
    case 'OrderRejected':
      return { ...state, status: 'rejected' };
    case 'OrderCancelled':
      return { ...state, status: 'cancelled' };
  }
}
