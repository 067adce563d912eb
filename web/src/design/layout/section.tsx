import { type ReactNode, useId } from 'react';
import styles from './page.module.css';

/** A part of a page under a title of its own, without a frame: for tables, which have theirs. */
export function Section({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
