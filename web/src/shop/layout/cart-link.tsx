import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { VisuallyHidden } from '../../design/base/visually-hidden.js';
import { unitsIn } from '../cart/units.js';
import { useCart } from '../cart/use-cart.js';
import styles from './shop-layout.module.css';

/** Leads to the cart, and says how many units are in it. */
export function CartLink(): ReactNode {
  const { data: cart } = useCart();
  const units = unitsIn(cart?.lines ?? []);
  return (
    <Link to="/shop/cart" className={styles.place}>
      Cart
      {units > 0 && (
        <>
          {' '}
          <span className={styles.count}>{units}</span>{' '}
          <VisuallyHidden>{units === 1 ? 'unit' : 'units'}</VisuallyHidden>
        </>
      )}
    </Link>
  );
}
