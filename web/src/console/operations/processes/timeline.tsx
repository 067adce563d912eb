import type { ReactNode } from 'react';
import type { ProcessStep } from '../../../api/dtos.js';
import { formatDuration } from '../../../design/values/format-quantity.js';
import { Time } from '../../../design/values/time.js';
import styles from './timeline.module.css';
import { TimelineEntry } from './timeline-entry.js';
import { timelineEntries } from './timeline-entries.js';

/** The steps of a process in their order: what came in, what it decided, and what became of that. */
export function Timeline({ steps }: { readonly steps: readonly ProcessStep[] }): ReactNode {
  return (
    <ol className={styles.timeline}>
      {steps.map((step, index) => (
        <li key={step.revision} className={styles.step}>
          <div className={styles.when}>
            <Time at={step.at} show="exact" />
            <span>
              {`revision ${step.revision}`}
              {index > 0 && ` · ${formatDuration(msBetween(steps[index - 1]!, step))} later`}
            </span>
            <span>{`by ${step.actor}`}</span>
          </div>
          <ul className={styles.entries}>
            {timelineEntries(step).map((entry) => (
              <TimelineEntry key={entry.id} entry={entry} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function msBetween(before: ProcessStep, after: ProcessStep): number {
  return Date.parse(after.at) - Date.parse(before.at);
}
