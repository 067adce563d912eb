import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CartLine as Line } from '../../api/dtos.js';
import { Button } from '../../design/actions/button.js';
import { Problem } from '../../design/feedback/problem.js';
import { Money } from '../../design/values/money.js';
import styles from './cart.module.css';
import { QuantityField } from './quantity-field.js';
import { useCartLine } from './use-cart-line.js';

/** A product in the cart: how many of it, what they cost, and what stands against having them. */
export function CartLine({ cartId, line }: { readonly cartId: string; readonly line: Line }): ReactNode {
  const { productId, name, unitPrice, lineTotal } = line;
  const { quantity, change, remove, isRemoving, notice, error } = useCartLine(cartId, line);
  return (
    <li className={styles.line}>
      <div className={styles.what}>
        <h2>
          <Link to="/shop/products/$productId" params={{ productId }} className={styles.name}>
            {name}
          </Link>
        </h2>
        <p className={styles.hint}>
          <Money value={unitPrice} /> each
        </p>
      </div>
      <QuantityField label={`Quantity of ${name}`} noun={name} value={quantity} onChange={change} />
      <strong className={styles.amount}>
        <Money value={lineTotal} />
      </strong>
      <Button size="small" aria-label={`Remove ${name}`} isBusy={isRemoving} onClick={remove}>
        Remove
      </Button>
      <div className={styles.notices} role="status">
        {notice !== undefined && (
          <p className={styles.notice}>
            {notice.text}{' '}
            {notice.takes !== undefined && (
              <Button size="small" onClick={() => change(notice.takes as number)}>
                {`Take ${notice.takes}`}
              </Button>
            )}
          </p>
        )}
        {error !== null && <Problem error={error} />}
      </div>
    </li>
  );
}
