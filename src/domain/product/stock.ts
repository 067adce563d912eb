import { DomainError } from '../domain-error.js';
import { requireQuantity } from '../quantity.js';
import type { DeductStock, ReleaseStockReservation, ReplenishStock, ReserveStock } from './commands.js';
import type { ProductEvent } from './events.js';
import type { RegisteredProduct } from './state.js';

/** @throws DomainError `invalid-quantity` (also when all that ever came in would pass the safe integers) */
export function replenish({ data }: ReplenishStock, state: RegisteredProduct): readonly ProductEvent[] {
  requireQuantity(data.quantity, 1, Number.MAX_SAFE_INTEGER - state.onHand - state.sold);
  return [{ type: 'StockReplenished', data: { productId: state.productId, quantity: data.quantity } }];
}

/**
 * Reserving again what is reserved changes nothing; an order whose reservation is over gets no second one.
 * @throws DomainError `insufficient-stock` with `{ productId, requested, available }`, `product-discontinued`,
 *   `reservation-exists` (with another quantity), `reservation-settled`, `invalid-quantity`
 */
export function reserve({ data }: ReserveStock, state: RegisteredProduct): readonly ProductEvent[] {
  const { orderId, quantity } = data;
  const { productId } = state;
  requireQuantity(quantity);
  const open = openReservation(state, orderId);
  if (open?.quantity === quantity) return [];
  if (open) {
    throw new DomainError(
      'reservation-exists',
      `Order ${orderId} has ${open.quantity} units reserved already`,
    );
  }
  if (outcomeOf(state, orderId)) {
    throw new DomainError('reservation-settled', `The reservation of order ${orderId} is over`);
  }
  const available = state.onHand - state.reserved;
  const details = { productId, requested: quantity, available };
  if (state.status === 'discontinued') {
    throw new DomainError('product-discontinued', `Product ${productId} is discontinued`, {
      ...details,
      available: 0,
    });
  }
  if (quantity > available) {
    throw new DomainError('insufficient-stock', `${available} of ${quantity} units are available`, details);
  }
  return [{ type: 'StockReserved', data: { productId, orderId, quantity } }];
}

/**
 * Releasing what is not reserved changes nothing.
 * @throws DomainError `reservation-deducted` when the units have been sold
 */
export function release(
  { data }: ReleaseStockReservation,
  state: RegisteredProduct,
): readonly ProductEvent[] {
  const { orderId } = data;
  const open = openReservation(state, orderId);
  if (open) {
    return [{ type: 'StockReservationReleased', data: { productId: state.productId, ...open } }];
  }
  if (outcomeOf(state, orderId) === 'deducted') {
    throw new DomainError('reservation-deducted', `The units of order ${orderId} are sold`);
  }
  return [];
}

/**
 * Deducting twice changes nothing.
 * @throws DomainError `reservation-not-found` when the order has no units reserved
 */
export function deduct({ data }: DeductStock, state: RegisteredProduct): readonly ProductEvent[] {
  const { orderId } = data;
  const open = openReservation(state, orderId);
  if (open) return [{ type: 'StockDeducted', data: { productId: state.productId, ...open } }];
  if (outcomeOf(state, orderId) === 'deducted') return [];
  throw new DomainError(
    'reservation-not-found',
    `Order ${orderId} has no units of ${state.productId} reserved`,
  );
}

function openReservation(state: RegisteredProduct, orderId: string) {
  return state.reservations.find((reservation) => reservation.orderId === orderId);
}

function outcomeOf(state: RegisteredProduct, orderId: string) {
  return state.settled.find((settled) => settled.orderId === orderId)?.outcome;
}
