import { clsx } from 'clsx';
import { type ReactNode, useId } from 'react';
import styles from './page.module.css';

/** A part of a page under a title of its own, set apart by a frame. */
export function Panel({
  title,
  children,
  className,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}): ReactNode {
  const id = useId();
  return (
    <section className={clsx(styles.panel, className)} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}
