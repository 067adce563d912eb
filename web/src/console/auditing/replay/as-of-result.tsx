import type { ReactNode } from 'react';
import type { ReplayedState } from '../../../api/dtos.js';
import { ErrorState } from '../../../design/feedback/error-state.js';
import type { LoadedQuery } from '../../../design/feedback/loaded.js';
import { Time } from '../../../design/values/time.js';

/** Where a stream stood at a moment. */
export function AsOfResult({
  at,
  asOf: { data, error, refetch },
}: {
  /** ISO 8601. */
  readonly at: string;
  readonly asOf: LoadedQuery<ReplayedState>;
}): ReactNode {
  if (error?.code === 'stream-not-found') {
    return (
      <p role="status">
        As of <Time at={at} show="exact" /> this stream had not begun. What is shown is its last revision.
      </p>
    );
  }
  if (error !== null) return <ErrorState error={error} onRetry={refetch} />;
  if (data === undefined) return null;
  return (
    <p role="status">
      As of <Time at={at} show="exact" /> the stream stood at revision {data.revision}.
    </p>
  );
}
