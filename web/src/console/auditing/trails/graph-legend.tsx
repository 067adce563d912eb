import type { ReactNode } from 'react';
import { clsx } from 'clsx';
import type { EventRole } from './event-caption.js';
import styles from './trails.module.css';

const ROLES: Readonly<Record<EventRole, string>> = {
  domain: 'in an aggregate',
  process: 'step of a process',
  published: 'published to other services',
};

/** What the frames of events mean. */
export function GraphLegend(): ReactNode {
  return (
    <ul className={styles.legend} aria-label="Kinds of events">
      {Object.entries(ROLES).map(([role, meaning]) => (
        <li key={role}>
          <span className={clsx(styles.sample, styles[role as EventRole])} aria-hidden="true" />
          {meaning}
        </li>
      ))}
    </ul>
  );
}
