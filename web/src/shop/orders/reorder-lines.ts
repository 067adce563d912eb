import type { Order } from '../../api/dtos.js';

/** A product that is to be put into the cart again. */
export interface ReorderLine {
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
}

/** What of an order may be had now: of lines that were short only as many as there were, nothing of what there was none of. */
export function reorderLines({
  lines,
  rejection,
}: Pick<Order, 'lines' | 'rejection'>): readonly ReorderLine[] {
  const short = new Map(rejection?.lines.map((line) => [line.productId, line.available]));
  return lines
    .map(({ productId, name = productId, quantity }) => ({
      productId,
      name,
      quantity: Math.min(quantity, short.get(productId) ?? quantity),
    }))
    .filter(({ quantity }) => quantity > 0);
}
