import type { Closing, StockReservationFact } from './stock-reservation-messages.js';

/** What an order wants of one product, and how far that has got. */
export interface ReservationLine {
  readonly productId: string;
  readonly quantity: number;
  readonly stage: 'asked' | 'reserved' | 'refused' | 'settling' | 'settled';
  /** Only when refused. */
  readonly refusal?: { readonly code: string; readonly available: number };
}

export interface StockReservationState {
  /** Known from the first input on. */
  readonly orderId?: string;
  /** Empty until the order has been placed; one for each product. */
  readonly lines: readonly ReservationLine[];
  /** Whether order-service has been told about the stock. */
  readonly answered: boolean;
  /** Set once the order is closed. */
  readonly closing?: Closing;
}

/** What the process remembers after one more fact. */
export function evolve(state: StockReservationState, fact: StockReservationFact): StockReservationState {
  switch (fact.type) {
    case 'StockRequested': {
      const { orderId, lines } = fact.data;
      return { ...state, orderId, lines: lines.map((line) => ({ stage: 'asked', ...line })) };
    }
    case 'LineReserved':
      return withLine(state, fact.data.productId, { stage: 'reserved' });
    case 'LineRefused': {
      const { productId, code, available } = fact.data;
      return withLine(state, productId, { stage: 'refused', refusal: { code, available } });
    }
    case 'StockAnswered':
      return { ...state, answered: true };
    case 'OrderClosed':
      return { ...state, orderId: fact.data.orderId, closing: fact.data.closing };
    case 'SettlementStarted':
      return fact.data.productIds.reduce<StockReservationState>(
        (next, productId) => withLine(next, productId, { stage: 'settling' }),
        state,
      );
    case 'LineSettled':
    case 'SettlementFailed':
      return withLine(state, fact.data.productId, { stage: 'settled' });
  }
}

function withLine(
  state: StockReservationState,
  productId: string,
  change: Partial<ReservationLine>,
): StockReservationState {
  const lines = state.lines.map((line) => (line.productId === productId ? { ...line, ...change } : line));
  return { ...state, lines };
}
