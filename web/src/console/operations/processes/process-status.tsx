import type { ReactNode } from 'react';
import type { Process } from '../../../api/dtos.js';
import { StatusBadge, type Tone } from '../../../design/values/status-badge.js';

const TONES: Readonly<Record<Process['status'], Tone>> = {
  open: 'info',
  overdue: 'bad',
  ended: 'neutral',
};

/** Whether a process goes on: an overdue one should have, some time ago. */
export function ProcessStatus({ status }: { readonly status: Process['status'] }): ReactNode {
  return <StatusBadge tone={TONES[status]}>{status}</StatusBadge>;
}
