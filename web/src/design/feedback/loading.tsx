import type { ReactNode } from 'react';
import { VisuallyHidden } from '../base/visually-hidden.js';
import styles from './feedback.module.css';

/** In the place of what is on its way. */
export function Loading({
  what = 'Loading …',
  lines = 3,
}: {
  readonly what?: string;
  readonly lines?: number;
}): ReactNode {
  return (
    <div className={styles.loading} role="status">
      <VisuallyHidden>{what}</VisuallyHidden>
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={styles.bar} aria-hidden="true" />
      ))}
    </div>
  );
}
