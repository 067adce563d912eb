import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Money as MoneyValue, Order } from '../../api/dtos.js';
import { Panel } from '../../design/layout/panel.js';
import { Money } from '../../design/values/money.js';
import styles from './orders.module.css';

/** What is ordered, and what it costs. */
export function OrderLines({
  lines,
  total,
}: {
  readonly lines: Order['lines'];
  readonly total: MoneyValue;
}): ReactNode {
  return (
    <Panel title="Products">
      <table className={styles.lines}>
        <thead>
          <tr>
            <th scope="col">Product</th>
            <th scope="col">Quantity</th>
            <th scope="col">Amount</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ productId, name, quantity, unitPrice }) => (
            <tr key={productId}>
              <td>
                <Link to="/shop/products/$productId" params={{ productId }}>
                  {name ?? productId}
                </Link>
                <div className={styles.each}>
                  <Money value={unitPrice} /> each
                </div>
              </td>
              <td>{quantity}</td>
              <td>
                <Money value={{ ...unitPrice, amount: unitPrice.amount * quantity }} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              Total
            </th>
            <td>
              <Money value={total} />
            </td>
          </tr>
        </tfoot>
      </table>
    </Panel>
  );
}
