import type { ReactNode } from 'react';
import styles from './page.module.css';

/** The frame of every page: its title, here and in the tab, and what it shows. */
export function Page({
  title,
  lead,
  actions,
  children,
}: {
  readonly title: string;
  /** A sentence on what this page is for. */
  readonly lead?: ReactNode;
  /** What can be done with the whole. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <div className={styles.page}>
      <title>{`${title} · WebStore`}</title>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h1>{title}</h1>
          {lead !== undefined && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
