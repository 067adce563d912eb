import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { JsonTree } from '../../../design/json/json-tree.js';
import { StatusBadge, type Tone } from '../../../design/values/status-badge.js';
import { Time } from '../../../design/values/time.js';
import styles from './timeline.module.css';
import type { Entry } from './timeline-entries.js';

const KINDS: Readonly<Record<Entry['kind'], string>> = {
  input: 'took in',
  fact: 'noted',
  command: 'commanded',
  deadline: 'deadline',
  end: 'ended',
};

const OUTCOMES: Readonly<Record<NonNullable<Entry['outcome']>, Tone>> = {
  open: 'info',
  accepted: 'good',
  rejected: 'bad',
  cancelled: 'warning',
};

/** One thing that a step of a process took in or decided; its content on demand. */
export function TimelineEntry({ entry }: { readonly entry: Entry }): ReactNode {
  const { kind, title, outcome, note, at, data } = entry;
  return (
    <li className={clsx(styles.entry, styles[kind])}>
      <span className={styles.kind}>{KINDS[kind]}</span>
      <div className={styles.what}>
        <span className={styles.line}>
          <strong>{title}</strong>
          {outcome !== undefined && <StatusBadge tone={OUTCOMES[outcome]}>{outcome}</StatusBadge>}
          {note !== undefined && <span>{note}</span>}
          {at !== undefined && at !== null && <Time at={at} show="exact" />}
        </span>
        {data !== undefined && (
          <details>
            <summary>Content of {title}</summary>
            <JsonTree label={`Content of ${title}`} value={data} />
          </details>
        )}
      </div>
    </li>
  );
}
