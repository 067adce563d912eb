import { DomainError } from './domain-error.js';

/** An amount in minor units (cents) of an ISO 4217 currency. `amount` is a safe integer ≥ 0. */
export interface Money {
  readonly amount: number;
  readonly currency: string;
}

/** @throws DomainError `invalid-money` unless `amount` is a safe integer ≥ 0 and `currency` three capital letters. */
export function money(amount: number, currency: string): Money {
  if (!Number.isSafeInteger(amount) || amount < 0 || !/^[A-Z]{3}$/.test(currency)) {
    throw new DomainError('invalid-money', `${amount} ${currency} is not an amount of money`);
  }
  return { amount, currency };
}

/** @throws DomainError `currency-mismatch` when the currencies differ, `invalid-money` beyond the safe integers. */
export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw new DomainError('currency-mismatch', `${a.currency} and ${b.currency} can't be added`);
  }
  return money(a.amount + b.amount, a.currency);
}

/** `price` times a whole `quantity`. @throws DomainError `invalid-money` beyond the safe integers. */
export function times(price: Money, quantity: number): Money {
  return money(price.amount * quantity, price.currency);
}
