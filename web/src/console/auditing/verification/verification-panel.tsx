import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { ErrorState } from '../../../design/feedback/error-state.js';
import { Panel } from '../../../design/layout/panel.js';
import auditing from '../auditing.module.css';
import { useVerification } from './use-verification.js';
import { VerificationOutcome } from './verification-outcome.js';
import { shareOf } from './verification-run.js';

/** Verifies the log and shows how that goes. */
export function VerificationPanel({
  expected,
}: {
  /** How many events there are at least. */
  readonly expected: number | undefined;
}): ReactNode {
  const { run, start, stop } = useVerification();
  const isRunning = run.status === 'running';
  const looked = run.status === 'running' ? (run.progress?.events ?? 0) : 0;
  return (
    <Panel title="The log in this store">
      <div className={auditing.row}>
        <Button look="primary" isBusy={isRunning} onClick={start}>
          {isRunning ? 'Verifying …' : 'Verify the log'}
        </Button>
        {isRunning && <Button onClick={stop}>Stop</Button>}
      </div>
      {run.status === 'none' && (
        <p className={auditing.soft}>
          Reads every event, computes the chain anew and compares it with the signed checkpoints. It changes
          nothing.
        </p>
      )}
      {isRunning && (
        <>
          <progress
            className={auditing.progress}
            aria-label="Verification"
            max={1}
            value={shareOf(looked, expected)}
          />
          <p role="status">
            {looked.toLocaleString()}
            {expected !== undefined && ` of about ${Math.max(expected, looked).toLocaleString()}`} events
            looked at
            {run.progress !== undefined && `, up to position ${run.progress.position}`}.
          </p>
        </>
      )}
      {run.status === 'stopped' && (
        <p role="status">Stopped before the end: nothing is said about the log.</p>
      )}
      {run.status === 'failed' && <ErrorState error={run.error} onRetry={start} />}
      {run.status === 'over' && <VerificationOutcome verification={run.verification} />}
    </Panel>
  );
}
