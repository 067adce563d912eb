import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Cart } from '../../api/dtos.js';
import { buttonClass } from '../../design/actions/button.js';
import { Panel } from '../../design/layout/panel.js';
import { Money } from '../../design/values/money.js';
import { CartLine } from './cart-line.js';
import styles from './cart.module.css';
import { unitsIn } from './units.js';

/** The lines of a cart, what they cost together, and the way to the checkout. */
export function CartContent({ cart }: { readonly cart: Cart }): ReactNode {
  const { cartId, lines, total } = cart;
  const units = unitsIn(lines);
  return (
    <div className={styles.cart}>
      <ul className={styles.lines} aria-label="Products in your cart">
        {lines.map((line) => (
          <CartLine key={line.productId} cartId={cartId} line={line} />
        ))}
      </ul>
      <Panel title="Total" className={styles.total}>
        <p className={styles.sum}>
          <span>{units === 1 ? '1 unit' : `${units} units`}</span>
          <strong>{total !== null && <Money value={total} />}</strong>
        </p>
        <Link to="/shop/checkout/$cartId" params={{ cartId }} className={buttonClass({ look: 'primary' })}>
          Check out
        </Link>
        <p className={styles.hint}>
          Nothing is reserved while it is in the cart: what counts is the moment of the order.
        </p>
      </Panel>
    </div>
  );
}
