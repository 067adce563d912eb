import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Product } from '../../api/dtos.js';
import { Money } from '../../design/values/money.js';
import { AddButton } from '../cart/add-button.js';
import { StockBadge } from '../product/stock-badge.js';
import styles from './catalogue.module.css';

/** A product in the catalogue. */
export function ProductCard({ product }: { readonly product: Product }): ReactNode {
  const { productId, name, description, price, stock } = product;
  return (
    <li className={styles.card}>
      <h2>
        <Link to="/shop/products/$productId" params={{ productId }} className={styles.name}>
          {name}
        </Link>
      </h2>
      <p>{description}</p>
      <div className={styles.facts}>
        <strong className={styles.price}>
          <Money value={price} />
        </strong>
        <StockBadge product={product} />
      </div>
      {stock.available > 0 && <AddButton product={product} size="small" />}
    </li>
  );
}
