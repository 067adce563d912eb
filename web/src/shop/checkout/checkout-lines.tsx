import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Cart } from '../../api/dtos.js';
import { Panel } from '../../design/layout/panel.js';
import { Money } from '../../design/values/money.js';
import styles from './checkout.module.css';

/** What is about to be ordered. */
export function CheckoutLines({ lines, total }: Pick<Cart, 'lines' | 'total'>): ReactNode {
  return (
    <Panel title="Your order">
      <ul className={styles.lines}>
        {lines.map(({ productId, name, quantity, lineTotal }) => (
          <li key={productId}>
            <span>
              {quantity} × {name}
            </span>
            <Money value={lineTotal} />
          </li>
        ))}
        {total !== null && (
          <li className={styles.total}>
            <span>Total</span>
            <Money value={total} />
          </li>
        )}
      </ul>
      <Link to="/shop/cart">Change the cart</Link>
    </Panel>
  );
}
