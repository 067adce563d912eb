import type { ReactNode } from 'react';
import type { LiveState } from '../../data/use-live-query.js';
import { Problem } from '../../design/feedback/problem.js';
import { StatusBadge, type Tone } from '../../design/values/status-badge.js';

const NOTES: Readonly<Record<LiveState['status'], readonly [Tone, string]>> = {
  connecting: ['neutral', 'Connecting …'],
  live: ['good', 'Live: changes show at once'],
  interrupted: ['warning', 'Connection interrupted: trying again'],
  over: ['neutral', 'Not followed any more'],
};

/** Whether what is shown is kept up. */
export function LiveNote({ live: { status, error } }: { readonly live: LiveState }): ReactNode {
  const [tone, text] = NOTES[status];
  return (
    <>
      <StatusBadge tone={tone}>{text}</StatusBadge>
      {error !== undefined && <Problem error={error} />}
    </>
  );
}
