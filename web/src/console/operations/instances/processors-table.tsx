import type { ReactNode } from 'react';
import type { Processor } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { formatCount, formatDuration } from '../../../design/values/format-quantity.js';
import { Id } from '../../../design/values/id.js';
import { StatusBadge, type Tone } from '../../../design/values/status-badge.js';

const TONES: Readonly<Record<Processor['role'], Tone>> = {
  starting: 'warning',
  leading: 'good',
  following: 'info',
};

const columns: readonly Column<Processor>[] = [
  { id: 'handler', header: 'Processor', cell: ({ handler }) => <Id>{handler}</Id> },
  {
    id: 'role',
    header: 'Role',
    cell: ({ role }) => <StatusBadge tone={TONES[role]}>{role}</StatusBadge>,
  },
  { id: 'caughtUp', header: 'Caught up', cell: ({ caughtUp }) => (caughtUp ? 'yes' : 'not yet') },
  { id: 'position', header: 'Position', align: 'end', cell: ({ position }) => position ?? '–' },
  { id: 'lag', header: 'Lag', align: 'end', cell: ({ lagMs }) => formatDuration(lagMs) },
  { id: 'inFlight', header: 'In hand', align: 'end', cell: ({ inFlight }) => formatCount(inFlight) },
  { id: 'parked', header: 'Parked', align: 'end', cell: ({ parkedKeys }) => formatCount(parkedKeys) },
];

/** The projections, process managers and publishers that an instance runs, or stands by to run. */
export function ProcessorsTable({ processors }: { readonly processors: readonly Processor[] }): ReactNode {
  return (
    <DataTable
      caption="Processors"
      hidesCaption
      columns={columns}
      rows={processors}
      rowKey={({ handler }) => handler}
    />
  );
}
