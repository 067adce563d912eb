import type { ReactNode } from 'react';
import type { Setting } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { Id } from '../../../design/values/id.js';
import { StatusBadge } from '../../../design/values/status-badge.js';

const ORIGINS: Readonly<Record<Setting['origin'], string>> = {
  'config-server': 'config server',
  environment: 'environment',
  default: 'default',
};

/** A setting in a list. */
export const settingColumns: readonly Column<Setting>[] = [
  {
    id: 'key',
    header: 'Setting',
    cell: ({ key }) => <Id>{key}</Id>,
    sortBy: ({ key }) => key,
    isWhole: true,
  },
  { id: 'value', header: 'Value', cell: (setting) => <Value {...setting} /> },
  {
    id: 'origin',
    header: 'Comes from',
    cell: ({ origin, source }) => (source === null ? ORIGINS[origin] : `${ORIGINS[origin]}: ${source}`),
    sortBy: ({ origin, source }) => `${origin} ${source ?? ''}`,
  },
  {
    id: 'live',
    header: 'A change takes effect',
    cell: ({ live }) => (live ? 'at once' : 'with a restart'),
    sortBy: ({ live }) => Number(live),
  },
];

function Value({ value, secret }: Setting): ReactNode {
  if (secret) return <StatusBadge>hidden</StatusBadge>;
  if (value === null || value === '') return 'empty';
  return <Id>{String(value)}</Id>;
}
