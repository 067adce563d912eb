import type { Message } from '../../domain/message.js';
import type { CancelOrder, ConfirmOrder, RejectOrder } from '../../domain/order/commands.js';
import type { OrderEvent } from '../../domain/order/events.js';
import type { CommandOutcome, ProcessInput, ProcessManager, Reaction } from '../../domain/process-manager.js';
import type { StockIntegrationEvent } from '../integration-events/stock-integration-events.js';

export type FulfilmentInput = OrderEvent | StockIntegrationEvent;
export type FulfilmentCommand = ConfirmOrder | RejectOrder | CancelOrder;

export type FulfilmentFact =
  | Message<'StockAwaited', { readonly orderId: string }>
  | Message<'StockAnswered', { readonly orderId: string; readonly reserved: boolean }>
  | Message<'StockAnswerOverdue', { readonly orderId: string }>
  | Message<'OrderClosed', { readonly orderId: string }>
  /** The order refused its outcome for another reason than being closed. Must not happen; worth an operator's look. */
  | Message<
      'FulfilmentFailed',
      { readonly command: string; readonly code: string; readonly message: string }
    >;

export interface FulfilmentState {
  readonly orderId?: string;
  /** `decided`: an outcome is on its way to the order; `closed`: it has one. */
  readonly status: 'unknown' | 'awaiting-stock' | 'decided' | 'closed';
}

const STOCK_ANSWER = 'stock-answer';

type FulfilmentReaction = Reaction<FulfilmentCommand, FulfilmentFact>;

/**
 * Decides what becomes of a placed order: confirmed or rejected by product-service's answer, cancelled when none has come
 * `stockAnswerTimeoutMs` after it was placed. One process for each order. The answer may overtake the order's own events.
 */
export function fulfilmentProcess(
  stockAnswerTimeoutMs: number,
): ProcessManager<FulfilmentState, FulfilmentInput, FulfilmentCommand, FulfilmentFact> {
  return { name: 'fulfilment', initialState: { status: 'unknown' }, processOf, react, evolve };

  function react(state: FulfilmentState, input: ProcessInput<FulfilmentInput>): FulfilmentReaction {
    switch (input.type) {
      case 'OrderPlaced':
        if (state.status !== 'unknown') return {};
        return {
          facts: [{ type: 'StockAwaited', data: { orderId: input.data.orderId } }],
          deadlines: [{ name: STOCK_ANSWER, afterMs: stockAnswerTimeoutMs }],
        };
      case 'stock.reserved-for-order.v1':
      case 'stock.unavailable-for-order.v1':
        return state.status === 'decided' || state.status === 'closed' ? {} : decideBy(input);
      case 'DeadlinePassed':
        return state.status === 'awaiting-stock' && state.orderId ? giveUp(state.orderId) : {};
      case 'OrderConfirmed':
      case 'OrderRejected':
      case 'OrderCancelled':
        return state.status === 'closed' ? {} : close(input.data.orderId);
      case 'CommandAccepted':
        return state.status === 'decided' && state.orderId ? close(state.orderId) : {};
      case 'CommandRejected':
        return refused(input);
      case 'OrderCreated':
        return {};
    }
  }
}

function processOf(event: FulfilmentInput): string | undefined {
  switch (event.type) {
    case 'OrderPlaced':
    case 'OrderConfirmed':
    case 'OrderRejected':
    case 'OrderCancelled':
    case 'stock.reserved-for-order.v1':
    case 'stock.unavailable-for-order.v1':
      return event.data.orderId;
    default:
      return undefined;
  }
}

function decideBy(answer: StockIntegrationEvent): FulfilmentReaction {
  const { orderId } = answer.data;
  const reserved = answer.type === 'stock.reserved-for-order.v1';
  return {
    facts: [{ type: 'StockAnswered', data: { orderId, reserved } }],
    commands: [
      reserved
        ? { type: 'ConfirmOrder', data: { orderId } }
        : { type: 'RejectOrder', data: { orderId, code: 'insufficient-stock', lines: answer.data.lines } },
    ],
    cancelDeadlines: [STOCK_ANSWER],
  };
}

function close(orderId: string): FulfilmentReaction {
  return {
    facts: [{ type: 'OrderClosed', data: { orderId } }],
    cancelDeadlines: [STOCK_ANSWER],
    ended: true,
  };
}

function giveUp(orderId: string): FulfilmentReaction {
  return {
    facts: [{ type: 'StockAnswerOverdue', data: { orderId } }],
    commands: [
      { type: 'CancelOrder', data: { orderId, reason: 'stock-not-answered', cancelledBy: 'deadline' } },
    ],
  };
}

/** An order closed by somebody else in the meantime tells so by its own event. */
function refused({ data }: Extract<CommandOutcome, { type: 'CommandRejected' }>): FulfilmentReaction {
  const { code, message } = data;
  if (code === 'order-already-closed') return {};
  return {
    facts: [{ type: 'FulfilmentFailed', data: { command: data.command.type, code, message } }],
    ended: true,
  };
}

function evolve(state: FulfilmentState, fact: FulfilmentFact): FulfilmentState {
  switch (fact.type) {
    case 'StockAwaited':
      return { orderId: fact.data.orderId, status: 'awaiting-stock' };
    case 'StockAnswered':
    case 'StockAnswerOverdue':
      return { orderId: fact.data.orderId, status: 'decided' };
    case 'OrderClosed':
      return { orderId: fact.data.orderId, status: 'closed' };
    case 'FulfilmentFailed':
      return state;
  }
}
