import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { memo, type ReactNode } from 'react';
import type { CausedEvent } from '../../../api/dtos.js';
import { eventCaption } from './event-caption.js';
import { childrenOf } from './layout/trail-events.js';
import { formatOffset } from './offset.js';
import styles from './trails.module.css';

/** A trail as a list in which each event stands below its cause: for those who listen, and where there is no room to draw. */
export const TrailList = memo(function TrailList({
  trees,
  offsets,
  pointedOut,
}: {
  readonly trees: readonly CausedEvent[];
  /** Milliseconds since the first event, by position. */
  readonly offsets: ReadonlyMap<string, number>;
  readonly pointedOut: string | undefined;
}): ReactNode {
  return (
    <ul className={styles.list}>
      {trees.map((event) => {
        const { position, eventId, stream, revision, type, service } = event;
        const { title, subtitle, role } = eventCaption(event);
        const effects = childrenOf(event);
        return (
          <li key={position}>
            <div className={clsx(styles.entry, eventId === pointedOut && styles.pointedOut)}>
              <Link to="/console/streams/$stream/replay" params={{ stream }} search={{ revision }}>
                {role === 'process' ? `${type} ${title}` : title}
              </Link>
              <span className={styles.aside}>
                {service} · {subtitle} · revision {revision} · {formatOffset(offsets.get(position) ?? 0)}
              </span>
            </div>
            {effects.length > 0 && <TrailList trees={effects} offsets={offsets} pointedOut={pointedOut} />}
          </li>
        );
      })}
    </ul>
  );
});
