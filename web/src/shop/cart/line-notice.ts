import type { ApiError } from '../../api/api-error.js';
import type { Product } from '../../api/dtos.js';

/** Why a product can't be had as it is wanted. */
export type LineNotice =
  { readonly kind: 'short'; readonly available: number } | { readonly kind: 'discontinued' };

/** What stands against having so many of a product as it is now. */
export function noticeOf(
  { status, stock }: Pick<Product, 'status' | 'stock'>,
  quantity: number,
): LineNotice | undefined {
  if (status === 'discontinued') return { kind: 'discontinued' };
  return stock.available < quantity ? { kind: 'short', available: Math.max(0, stock.available) } : undefined;
}

/** What stands against it by the words of a refusal; undefined when it was refused for another reason. */
export function noticeIn({ code, details }: Pick<ApiError, 'code' | 'details'>): LineNotice | undefined {
  if (code === 'product-discontinued' || code === 'product-not-found') return { kind: 'discontinued' };
  const { available } = details;
  if (code !== 'insufficient-stock' || typeof available !== 'number') return undefined;
  return { kind: 'short', available };
}

/** A notice in words. */
export function noticeText(notice: LineNotice): string {
  if (notice.kind === 'discontinued') return 'This product is not sold any more.';
  if (notice.available === 0) return 'None of it is in stock at the moment.';
  return `Only ${notice.available} of it ${notice.available === 1 ? 'is' : 'are'} in stock.`;
}
