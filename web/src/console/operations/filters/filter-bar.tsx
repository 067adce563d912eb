import type { ReactNode } from 'react';
import styles from './filter-bar.module.css';

/** What a list is narrowed by: its fields take effect at once. */
export function FilterBar({
  label,
  children,
}: {
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <search className={styles.bar} aria-label={label}>
      {children}
    </search>
  );
}
