import type { ReactNode } from 'react';
import type { CircuitBreaker } from '../../../api/dtos.js';
import { StatusBadge, type Tone } from '../../../design/values/status-badge.js';

type State = CircuitBreaker['state'];

const TONES: Readonly<Record<State, Tone>> = {
  CLOSED: 'good',
  OPEN: 'bad',
  HALF_OPEN: 'warning',
  FORCED_OPEN: 'bad',
  DISABLED: 'warning',
  METRICS_ONLY: 'info',
};

/** Whether a circuit breaker lets calls pass. */
export function BreakerState({ state }: { readonly state: State }): ReactNode {
  return <StatusBadge tone={TONES[state]}>{state.toLowerCase().replace('_', ' ')}</StatusBadge>;
}
