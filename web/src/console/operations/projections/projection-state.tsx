import type { ReactNode } from 'react';
import type { Projection } from '../../../api/dtos.js';
import { StatusBadge, type Tone } from '../../../design/values/status-badge.js';

const TONES: Readonly<Record<Projection['state'], Tone>> = {
  live: 'good',
  rebuilding: 'info',
  'handing-over': 'info',
  paused: 'warning',
};

/** Whether a projection follows the log. */
export function ProjectionState({ state }: { readonly state: Projection['state'] }): ReactNode {
  return <StatusBadge tone={TONES[state]}>{state.replace('-', ' ')}</StatusBadge>;
}
