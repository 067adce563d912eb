import { fold } from '../../domain/fold.js';
import type { CommandOutcome, ProcessInput, ProcessManager, Reaction } from '../../domain/process-manager.js';
import type { OrderPlacedV1 } from '../integration-events/order-integration-events.js';
import type {
  Closing,
  StockReservationCommand,
  StockReservationFact,
  StockReservationInput,
} from './stock-reservation-messages.js';
import { answer, settle } from './stock-reservation-steps.js';
import { evolve, type StockReservationState } from './stock-reservation-state.js';

type StockReaction = Reaction<StockReservationCommand, StockReservationFact>;

/**
 * Reserves every line of a placed order or none, tells order-service which, and lets the units go when the order is closed:
 * sold when it was confirmed, free again otherwise. One process for each order; an order's events may come in any order
 * and at any moment, also before the products have answered.
 */
export const stockReservationProcess: ProcessManager<
  StockReservationState,
  StockReservationInput,
  StockReservationCommand,
  StockReservationFact
> = {
  name: 'stock-reservation',
  initialState: { lines: [], answered: false },
  processOf(event) {
    switch (event.type) {
      case 'order.placed.v1':
      case 'order.confirmed.v1':
      case 'order.rejected.v1':
      case 'order.cancelled.v1':
        return event.data.orderId;
      default:
        return undefined;
    }
  },
  react,
  evolve,
};

function react(state: StockReservationState, input: ProcessInput<StockReservationInput>): StockReaction {
  switch (input.type) {
    case 'order.placed.v1':
      return place(state, input);
    case 'order.confirmed.v1':
      return close(state, input.data.orderId, 'deduct');
    case 'order.rejected.v1':
    case 'order.cancelled.v1':
      return close(state, input.data.orderId, 'release');
    case 'CommandAccepted':
    case 'CommandRejected':
      return proceed(state, factsOf(state, input));
    case 'DeadlinePassed':
      return {};
  }
}

function place(state: StockReservationState, { data }: OrderPlacedV1): StockReaction {
  const { orderId } = data;
  if (state.lines.length > 0 || state.closing === 'release') return {};
  const wanted = new Map<string, number>();
  for (const { productId, quantity } of data.lines) {
    wanted.set(productId, (wanted.get(productId) ?? 0) + quantity);
  }
  const lines = Array.from(wanted, ([productId, quantity]) => ({ productId, quantity }));
  return {
    facts: [{ type: 'StockRequested', data: { orderId, lines } }],
    commands: lines.map((line) => ({ type: 'ReserveStock', data: { orderId, ...line } })),
  };
}

function close(state: StockReservationState, orderId: string, closing: Closing): StockReaction {
  return state.closing ? {} : proceed(state, [{ type: 'OrderClosed', data: { orderId, closing } }]);
}

/** Takes the facts in and does what they make possible, once every product has answered. */
function proceed(state: StockReservationState, facts: readonly StockReservationFact[]): StockReaction {
  const after = fold(evolve, state, facts);
  if (after.lines.some(({ stage }) => stage === 'asked')) return { facts };
  const steps = [answer(after), settle(after)];
  return {
    facts: [...facts, ...steps.flatMap((step) => step.facts)],
    commands: steps.flatMap((step) => step.commands),
    ...(isOver(after) && { ended: true }),
  };
}

function isOver({ closing, lines }: StockReservationState): boolean {
  if (lines.length === 0) return closing === 'release';
  return closing !== undefined && lines.every(({ stage }) => stage === 'refused' || stage === 'settled');
}

/** What an outcome says about a line that was waiting for it. */
function factsOf(state: StockReservationState, outcome: CommandOutcome): readonly StockReservationFact[] {
  const command = outcome.data.command as StockReservationCommand;
  if (command.type === 'PublishStockReserved' || command.type === 'PublishStockUnavailable') return [];
  const { productId } = command.data;
  const waiting = command.type === 'ReserveStock' ? 'asked' : 'settling';
  if (!state.lines.some((line) => line.productId === productId && line.stage === waiting)) return [];
  if (outcome.type === 'CommandAccepted') {
    return [{ type: waiting === 'asked' ? 'LineReserved' : 'LineSettled', data: { productId } }];
  }
  const { code, message, details } = outcome.data;
  if (waiting === 'settling') {
    return [{ type: 'SettlementFailed', data: { productId, command: command.type, code, message } }];
  }
  const available = typeof details.available === 'number' ? details.available : 0;
  return [{ type: 'LineRefused', data: { productId, code, available } }];
}
