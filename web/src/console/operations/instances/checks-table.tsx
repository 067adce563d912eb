import type { ReactNode } from 'react';
import type { Check } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { StatusBadge } from '../../../design/values/status-badge.js';
import { checkAdvice } from '../overview/check-advice.js';

const columns: readonly Column<Check>[] = [
  { id: 'name', header: 'Check', cell: ({ name }) => name },
  {
    id: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge tone={status === 'up' ? 'good' : 'bad'}>{status}</StatusBadge>,
  },
  {
    id: 'problem',
    header: 'What to do',
    cell: ({ name, status, problem }) =>
      status === 'up' ? 'Nothing' : [problem, checkAdvice(name)].filter(Boolean).join('. '),
  },
];

/** What an instance needs before it can work, and how that is. */
export function ChecksTable({ checks }: { readonly checks: readonly Check[] }): ReactNode {
  return (
    <DataTable caption="Checks" hidesCaption columns={columns} rows={checks} rowKey={({ name }) => name} />
  );
}
