import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { StatusBadge } from '../../../design/values/status-badge.js';
import styles from './overview.module.css';
import type { Trouble } from './trouble.js';
import { TroubleLink } from './trouble-link.js';

/** What is not well, each with what to do; or that all is. */
export function TroublesPanel({ troubles }: { readonly troubles: readonly Trouble[] }): ReactNode {
  const isWell = troubles.length === 0;
  return (
    <section className={clsx(styles.troubles, isWell && styles.well)} aria-labelledby="troubles">
      <div role="status">
        <h2 id="troubles">
          {isWell
            ? 'All is well'
            : `${troubles.length} ${troubles.length === 1 ? 'thing needs' : 'things need'} a look`}
        </h2>
      </div>
      {isWell ? (
        <p>Every service answers, nothing is parked, and nothing waits longer than it should.</p>
      ) : (
        <ul className={styles.list}>
          {troubles.map(({ id, severity, title, advice, place }) => (
            <li key={id} className={styles.trouble}>
              <StatusBadge tone={severity}>{severity === 'bad' ? 'now' : 'soon'}</StatusBadge>
              <div>
                <strong>{title}</strong>
                <p>{advice}</p>
                {place !== undefined && <TroubleLink place={place} />}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
