import type { StockReservationCommand, StockReservationFact } from './stock-reservation-messages.js';
import type { StockReservationState } from './stock-reservation-state.js';

/** What to do next, and the facts that say it is being done. */
export interface Step {
  readonly facts: readonly StockReservationFact[];
  readonly commands: readonly StockReservationCommand[];
}

const nothing: Step = { facts: [], commands: [] };

/** Tells order-service whether the order has its stock; once, and only while somebody waits for it. */
export function answer({ orderId, lines, answered, closing }: StockReservationState): Step {
  if (answered || closing || orderId === undefined || lines.length === 0) return nothing;
  const short = lines.flatMap(({ productId, quantity, refusal }) =>
    refusal ? [{ productId, code: refusal.code, requested: quantity, available: refusal.available }] : [],
  );
  const reserved = short.length === 0;
  return {
    facts: [{ type: 'StockAnswered', data: { reserved } }],
    commands: [
      reserved
        ? { type: 'PublishStockReserved', data: { orderId } }
        : { type: 'PublishStockUnavailable', data: { orderId, lines: short } },
    ],
  };
}

/** Lets reserved units go as soon as it is clear how: all of them are released when one line was refused. */
export function settle({ orderId, lines, closing }: StockReservationState): Step {
  const reserved = lines.filter(({ stage }) => stage === 'reserved');
  const settling = lines.some(({ stage }) => stage === 'refused') ? 'release' : closing;
  if (!settling || reserved.length === 0 || orderId === undefined) return nothing;
  const type = settling === 'deduct' ? 'DeductStock' : 'ReleaseStockReservation';
  const productIds = reserved.map(({ productId }) => productId);
  return {
    facts: [{ type: 'SettlementStarted', data: { productIds } }],
    commands: productIds.map((productId) => ({ type, data: { productId, orderId } })),
  };
}
