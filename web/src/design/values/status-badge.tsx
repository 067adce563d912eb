import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import styles from './values.module.css';

/** What a status means to whoever looks. */
export type Tone = 'neutral' | 'good' | 'warning' | 'bad' | 'info';

/** A status in a word; the colour only repeats what the word says. */
export function StatusBadge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}): ReactNode {
  return <span className={clsx(styles.badge, styles[tone])}>{children}</span>;
}
