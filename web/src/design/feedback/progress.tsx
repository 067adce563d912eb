import { type ReactNode, useId } from 'react';
import { formatShare } from '../values/format-quantity.js';
import styles from './progress.module.css';

/** How far something is. */
export function Progress({
  label,
  share,
  note,
}: {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  /** What else is known: the time left. */
  readonly note?: string | undefined;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.progress}>
      <label htmlFor={id}>{label}</label>
      <span className={styles.note}>
        {formatShare(share)}
        {note !== undefined && ` · ${note}`}
      </span>
      <progress id={id} max={1} value={share} />
    </div>
  );
}
