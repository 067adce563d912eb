import type { ReactNode } from 'react';
import { Button } from '../../../design/actions/button.js';
import { CopyButton } from '../../../design/actions/copy-button.js';
import { ErrorState } from '../../../design/feedback/error-state.js';
import { Id } from '../../../design/values/id.js';
import auditing from '../auditing.module.css';
import { comparePositions } from '../trails/layout/trail-events.js';
import { formatBytes } from './format-bytes.js';
import type { Export } from './use-export.js';

/** How far an export is, and what can be done with it. */
export function ExportProgress({
  exporting: { state, stop, goOn, keep },
  signedUpTo,
}: {
  readonly exporting: Export;
  /** Position of the latest checkpoint: the log reaches at least so far. */
  readonly signedUpTo: string | undefined;
}): ReactNode {
  const { status, progress, error } = state;
  if (status === 'none' || progress === undefined) return null;
  const { events, bytes, position } = progress;
  const figures = `${events.toLocaleString()} events, ${formatBytes(bytes)}`;
  return (
    <div className={auditing.stack}>
      {status === 'running' && (
        <progress
          className={auditing.progress}
          aria-label="Export"
          max={1}
          value={shareUpTo(position, signedUpTo)}
        />
      )}
      {status === 'interrupted' && error !== undefined && <ErrorState error={error} />}
      <p role="status">
        {status === 'running' && `Exporting: ${figures} so far.`}
        {status === 'interrupted' && `Interrupted: ${figures} have come. Nothing is lost, it can go on.`}
        {status === 'over' && (events === 0 ? 'There is nothing behind that position.' : `Done: ${figures}.`)}
      </p>
      {status !== 'running' && position !== undefined && (
        <p className={auditing.row}>
          <span>
            The last event stands at position <Id>{position}</Id>: a later export can go on behind it.
          </span>
          <CopyButton text={position} what="the position" />
        </p>
      )}
      <div className={auditing.row}>
        {status === 'running' && <Button onClick={stop}>Interrupt</Button>}
        {status === 'interrupted' && (
          <>
            <Button look="primary" onClick={goOn}>
              Go on
            </Button>
            <Button onClick={keep}>Keep what has come</Button>
          </>
        )}
      </div>
    </div>
  );
}

/** About how much has come, 0 to 1; undefined while that can't be told. Positions are too large for exact arithmetic. */
function shareUpTo(position: string | undefined, end: string | undefined): number | undefined {
  if (position === undefined || end === undefined) return undefined;
  return comparePositions(position, end) >= 0 ? 1 : Number(position) / Number(end);
}
