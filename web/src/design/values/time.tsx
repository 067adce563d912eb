import type { ReactNode } from 'react';
import { absoluteTime, relativeTime } from './format-time.js';
import { useNow } from './use-now.js';
import styles from './values.module.css';

/**
 * A moment: how long ago it was, with date and time on pointing at it, or both side by side, or only the latter to the
 * millisecond.
 */
export function Time({
  at,
  show = 'relative',
}: {
  /** ISO 8601. */
  readonly at: string;
  readonly show?: 'relative' | 'both' | 'exact';
}): ReactNode {
  const now = useNow();
  const moment = Date.parse(at);
  const absolute = absoluteTime(moment, show === 'exact');
  return (
    <time dateTime={at} title={show === 'relative' ? absolute : at} className={styles.moments}>
      <span>
        {show === 'exact' ? absolute : relativeTime(moment, now)}
        {show === 'both' && ' ·'}
      </span>
      {show === 'both' && (
        <>
          {' '}
          <span className={styles.absolute}>{absolute}</span>
        </>
      )}
    </time>
  );
}
