import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProcessDetails } from '../../../api/dtos.js';
import { buttonClass } from '../../../design/actions/button.js';
import styles from './processes.module.css';

/** Says that a process stands still because what came to it could not be handled. */
export function ParkedInput({
  service,
  process: { deadLetter },
}: {
  readonly service: string;
  readonly process: ProcessDetails;
}): ReactNode {
  if (deadLetter === null) return null;
  const { handler, key, error } = deadLetter;
  return (
    <div className={styles.parked} role="alert">
      <strong>What came to it is parked</strong>
      <p>{error ?? 'It is being released.'}</p>
      <Link
        to="/console/dead-letters/$service/$handler/$key"
        params={{ service, handler, key }}
        className={buttonClass({ size: 'small' })}
      >
        Look at the dead letter
      </Link>
    </div>
  );
}
