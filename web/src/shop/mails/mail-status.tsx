import type { ReactNode } from 'react';
import { StatusBadge, type Tone } from '../../design/values/status-badge.js';

const STATUSES: Readonly<Record<string, readonly [Tone, string]>> = {
  requested: ['info', 'On its way'],
  sent: ['good', 'Sent'],
  failed: ['warning', 'Not taken yet: trying again'],
  abandoned: ['bad', 'Given up'],
};

/** Where a mail stands. */
export function MailStatus({ status }: { readonly status: string }): ReactNode {
  const [tone, text] = STATUSES[status] ?? ['neutral', status];
  return <StatusBadge tone={tone}>{text}</StatusBadge>;
}
