import type { Money } from '../../api/dtos.js';

/** Money as it is written in `locale`: minor units become what the currency divides into. */
export function formatMoney({ amount, currency }: Money, locale?: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const { maximumFractionDigits: digits = 2 } = format.resolvedOptions();
  return format.format(amount / 10 ** digits);
}
