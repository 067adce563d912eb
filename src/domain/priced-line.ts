import { add, times, type Money } from './money.js';

/** Anything that has a price and a number of units. */
export interface PricedLine {
  readonly unitPrice: Money;
  readonly quantity: number;
}

/**
 * Sum of quantity × unit price; undefined for no lines, as nothing has no currency.
 * @throws DomainError `currency-mismatch`, `invalid-money`
 */
export function totalOf(lines: readonly PricedLine[]): Money | undefined {
  return lines
    .map((line) => times(line.unitPrice, line.quantity))
    .reduce<Money | undefined>((sum, lineTotal) => (sum ? add(sum, lineTotal) : lineTotal), undefined);
}
