import type { ReactNode } from 'react';
import type { Product } from '../../api/dtos.js';
import { StatusBadge } from '../../design/values/status-badge.js';

const FEW = 5;

/** How much of a product can be had. */
export function StockBadge({ product }: { readonly product: Pick<Product, 'status' | 'stock'> }): ReactNode {
  const { available } = product.stock;
  if (product.status === 'discontinued') return <StatusBadge>Not sold any more</StatusBadge>;
  if (available <= 0) return <StatusBadge>Out of stock</StatusBadge>;
  if (available <= FEW) return <StatusBadge tone="warning">{`Only ${available} left`}</StatusBadge>;
  return <StatusBadge tone="good">{`${available} in stock`}</StatusBadge>;
}
