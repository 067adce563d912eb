import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Time } from '../../design/values/time.js';
import type { OrderStep } from './order-steps.js';
import styles from './orders.module.css';

/** The steps of an order, one below the other. */
export function OrderTimeline({ steps }: { readonly steps: readonly OrderStep[] }): ReactNode {
  return (
    <ol className={styles.timeline} aria-label="Steps of the order">
      {steps.map(({ label, at }) => (
        <li key={label} className={clsx(at === undefined && styles.awaited)}>
          <span>{label}</span>
          {at !== undefined && <Time at={at} show="both" />}
        </li>
      ))}
    </ol>
  );
}
