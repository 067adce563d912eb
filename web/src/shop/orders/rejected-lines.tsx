import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Order, Rejection } from '../../api/dtos.js';
import { Panel } from '../../design/layout/panel.js';
import { shortageText } from './order-words.js';
import styles from './orders.module.css';

/** Which lines of an order could not be served. */
export function RejectedLines({
  rejection,
  lines,
}: {
  readonly rejection: Rejection;
  readonly lines: Order['lines'];
}): ReactNode {
  const nameOf = (productId: string): string =>
    lines.find((line) => line.productId === productId)?.name ?? productId;
  return (
    <Panel title="What was short" className={styles.short}>
      <ul>
        {rejection.lines.map((line) => (
          <li key={line.productId}>
            <Link to="/shop/products/$productId" params={{ productId: line.productId }}>
              {nameOf(line.productId)}
            </Link>
            : {line.requested} ordered, {shortageText(line)}
          </li>
        ))}
      </ul>
      <p className={styles.hint}>These are the figures of that moment. Nothing was taken from the stock.</p>
    </Panel>
  );
}
