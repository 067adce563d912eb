import type { ReactNode } from 'react';
import type { Verification } from '../../../api/dtos.js';
import { Id } from '../../../design/values/id.js';
import { StatusBadge } from '../../../design/values/status-badge.js';
import auditing from '../auditing.module.css';
import { EventAtPosition } from './event-at-position.js';
import { findingAdvice } from './finding-advice.js';
import styles from './verification.module.css';

/** What came out of a verification. */
export function VerificationOutcome({
  verification: { intact, finding, events, proven, unproven, provenUpTo, hash },
}: {
  readonly verification: Verification;
}): ReactNode {
  return (
    <div className={auditing.stack}>
      <div role="status" className={styles.verdict}>
        <StatusBadge tone={intact ? 'good' : 'bad'}>{intact ? 'Intact' : 'Not intact'}</StatusBadge>
        <strong>
          {intact
            ? `All ${proven.toLocaleString()} signed events are what they were.`
            : `The log is not what was signed, at position ${finding?.position ?? 'unknown'}.`}
        </strong>
      </div>
      {finding !== undefined && (
        <div className={styles.finding}>
          <p>
            <strong>{finding.kind}</strong>: {finding.detail}.
          </p>
          <p>{findingAdvice(finding).meaning}</p>
          <p>{findingAdvice(finding).advice}</p>
          <EventAtPosition position={finding.position} />
        </div>
      )}
      <dl className={auditing.facts}>
        <dt>Looked at</dt>
        <dd>{events.toLocaleString()} events</dd>
        <dt>Proven</dt>
        <dd>
          {proven.toLocaleString()} events
          {provenUpTo !== null && (
            <>
              , up to position <Id>{provenUpTo}</Id>
            </>
          )}
        </dd>
        <dt>Not yet signed</dt>
        <dd>
          {unproven.toLocaleString()} events behind the last checkpoint
          {intact && unproven > 0 && ': those of the last seconds, in a running shop'}
        </dd>
        <dt>Chain’s hash</dt>
        <dd>
          <Id>{hash}</Id>
        </dd>
      </dl>
    </div>
  );
}
