import type { ReactNode } from 'react';
import type { Product } from '../../api/dtos.js';
import { Money } from '../../design/values/money.js';
import { StatusBadge } from '../../design/values/status-badge.js';
import styles from './catalogue.module.css';

/** A product in the catalogue. */
export function ProductCard({ product }: { readonly product: Product }): ReactNode {
  const { name, description, price, stock } = product;
  return (
    <li className={styles.card}>
      <h2>{name}</h2>
      <p>{description}</p>
      <div className={styles.facts}>
        <strong className={styles.price}>
          <Money value={price} />
        </strong>
        <StatusBadge tone={stock.available > 0 ? 'good' : 'neutral'}>
          {stock.available > 0 ? `${stock.available} in stock` : 'Out of stock'}
        </StatusBadge>
      </div>
    </li>
  );
}
