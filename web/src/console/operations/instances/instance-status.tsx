import type { ReactNode } from 'react';
import type { InstanceOverview } from '../../../api/dtos.js';
import { StatusBadge, type Tone } from '../../../design/values/status-badge.js';

const TONES: Readonly<Record<InstanceOverview['status'], Tone>> = {
  up: 'good',
  'not-ready': 'warning',
  unreachable: 'bad',
};

/** What came of asking an instance. */
export function InstanceStatus({ status }: { readonly status: InstanceOverview['status'] }): ReactNode {
  return <StatusBadge tone={TONES[status]}>{status.replace('-', ' ')}</StatusBadge>;
}
