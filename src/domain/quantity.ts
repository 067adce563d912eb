import { DomainError } from './domain-error.js';

/** The most units of one product that a cart or an order may ask for. */
export const MAX_LINE_QUANTITY = 10_000;

/** @throws DomainError `invalid-quantity` unless `quantity` is a whole number from `min` to `max`. */
export function requireQuantity(quantity: number, min = 1, max = Number.MAX_SAFE_INTEGER): void {
  if (!Number.isSafeInteger(quantity) || quantity < min || quantity > max) {
    throw new DomainError(
      'invalid-quantity',
      `${quantity} is not a quantity from ${min} to ${max.toLocaleString('en')}`,
    );
  }
}
