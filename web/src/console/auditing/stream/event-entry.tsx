import type { ReactNode } from 'react';
import type { StreamEvent } from '../../../api/dtos.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import { EventDetails } from './event-details.js';
import { metadataOf } from './event-metadata.js';
import styles from './stream.module.css';

/** An event in the list of its stream; open, it shows all that is recorded. */
export function EventEntry({
  stream,
  event,
  isOpen,
  onOpen,
}: {
  readonly stream: string;
  readonly event: StreamEvent;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
}): ReactNode {
  const { revision, type, at } = event;
  return (
    <li>
      <details className={styles.event} open={isOpen}>
        <summary
          className={styles.summary}
          onClick={(click) => {
            click.preventDefault();
            onOpen(!isOpen);
          }}
        >
          <span className={styles.revision}>{revision}</span>
          <span className={styles.type}>{type}</span>
          <span className={styles.actor}>
            <Id>{metadataOf(event).actor ?? 'unknown'}</Id>
          </span>
          <span className={styles.at}>
            <Time at={at} show="exact" />
          </span>
        </summary>
        {isOpen && (
          <div className={styles.body}>
            <EventDetails stream={stream} event={event} />
          </div>
        )}
      </details>
    </li>
  );
}
