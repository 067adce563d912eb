import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ORDER_STATUSES } from './order-statuses.js';
import styles from './orders.module.css';

/** Narrows the list of orders to those that stand at one status. */
export function StatusFilter(): ReactNode {
  return (
    <nav aria-label="Orders by status">
      <ul className={styles.filter}>
        {[undefined, ...ORDER_STATUSES].map((status) => (
          <li key={status ?? 'all'}>
            <Link
              to="/shop/orders"
              search={status === undefined ? {} : { status }}
              activeOptions={{ exact: true, includeSearch: true }}
              className={styles.choice}
              replace
            >
              {status === undefined ? 'All' : `${status.charAt(0).toUpperCase()}${status.slice(1)}`}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
