import type { CartCheckedOut } from '../../domain/cart/events.js';
import type { SubmitOrder } from '../../domain/order/commands.js';
import type { Message } from '../../domain/message.js';
import type { CommandOutcome, ProcessInput, ProcessManager, Reaction } from '../../domain/process-manager.js';

export type CheckoutCommand = SubmitOrder;

export type CheckoutFact =
  | Message<'CheckoutStarted', { readonly orderId: string }>
  | Message<'CheckoutCompleted', { readonly orderId: string }>
  /** The order service refused: the customer has no order. Worth an operator's look. */
  | Message<'CheckoutFailed', { readonly orderId: string; readonly code: string; readonly message: string }>;

export type CheckoutState =
  | { readonly status: 'not-started' }
  | { readonly status: 'started' | 'completed' | 'failed'; readonly orderId: string };

/** Carries a checked-out cart over to the order service, which creates and places the order. One process for each cart. */
export const checkoutProcess: ProcessManager<CheckoutState, CartCheckedOut, CheckoutCommand, CheckoutFact> = {
  name: 'checkout',
  initialState: { status: 'not-started' },
  processOf: (event) => (event.type === 'CartCheckedOut' ? event.data.cartId : undefined),
  react,
  evolve,
};

function react(
  state: CheckoutState,
  input: ProcessInput<CartCheckedOut>,
): Reaction<CheckoutCommand, CheckoutFact> {
  if (input.type === 'CartCheckedOut') return state.status === 'not-started' ? start(input) : {};
  if (state.status !== 'started' || input.type === 'DeadlinePassed') return {};
  return proceed(state.orderId, input);
}

function start({ data }: CartCheckedOut): Reaction<CheckoutCommand, CheckoutFact> {
  const { orderId, customerId, lines, shippingAddress } = data;
  const order = { orderId, customerId, lines, ...(shippingAddress && { shippingAddress }) };
  return {
    facts: [{ type: 'CheckoutStarted', data: { orderId } }],
    commands: [{ type: 'SubmitOrder', data: order }],
  };
}

function proceed(orderId: string, outcome: CommandOutcome): Reaction<CheckoutCommand, CheckoutFact> {
  if (outcome.type === 'CommandRejected') {
    const { code, message } = outcome.data;
    return { facts: [{ type: 'CheckoutFailed', data: { orderId, code, message } }], ended: true };
  }
  return { facts: [{ type: 'CheckoutCompleted', data: { orderId } }], ended: true };
}

function evolve(_state: CheckoutState, { type, data: { orderId } }: CheckoutFact): CheckoutState {
  switch (type) {
    case 'CheckoutStarted':
      return { status: 'started', orderId };
    case 'CheckoutCompleted':
      return { status: 'completed', orderId };
    case 'CheckoutFailed':
      return { status: 'failed', orderId };
  }
}
