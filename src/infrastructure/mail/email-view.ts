import type { EmailRequested } from '../../domain/email/events.js';
import { times, type Money } from '../../domain/money.js';

/** What the templates are filled with: everything as text, nothing escaped yet. */
export interface EmailView {
  readonly subject: string;
  readonly recipientName: string;
  readonly orderId: string;
  readonly total: string;
  readonly lines: readonly { readonly name: string; readonly quantity: number; readonly lineTotal: string }[];
  readonly address: readonly string[];
  readonly shortLines: readonly {
    readonly productId: string;
    readonly requested: number;
    readonly available: number;
  }[];
  readonly reason: string;
}

/** The view of an e-mail. */
export function emailView({ subject, recipientName, orderId, order }: EmailRequested['data']): EmailView {
  const { total, lines = [], shippingAddress, rejection, cancellationReason } = order;
  return {
    subject,
    recipientName,
    orderId,
    total: formatMoney(total),
    lines: lines.map(({ productId, name = productId, quantity, unitPrice }) => ({
      name,
      quantity,
      lineTotal: formatMoney(times(unitPrice, quantity)),
    })),
    address: shippingAddress === undefined ? [] : addressLines(shippingAddress),
    shortLines: rejection?.lines ?? [],
    reason: cancellationReason === 'stock-not-answered' ? 'our warehouse did not answer in time' : '',
  };
}

type Format = (minorUnits: number) => string;

const formats = new Map<string, Format>();

function formatMoney({ amount, currency }: Money): string {
  let format = formats.get(currency);
  if (format === undefined) {
    format = formatOf(currency);
    formats.set(currency, format);
  }
  return format(amount);
}

/** A currency's way of writing amounts. Making one is costly, using it is not. */
function formatOf(currency: string): Format {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const minorUnits = 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
  return (amount) => format.format(amount / minorUnits);
}

function addressLines(address: NonNullable<EmailRequested['data']['order']['shippingAddress']>): string[] {
  const { street, postalCode, city, country } = address;
  return [street, `${postalCode} ${city}`, country];
}
