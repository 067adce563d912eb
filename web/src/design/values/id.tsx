import type { ReactNode } from 'react';
import styles from './values.module.css';

/** An id, stream or code, as it is. */
export function Id({ children }: { readonly children: string }): ReactNode {
  return <span className={styles.id}>{children}</span>;
}
