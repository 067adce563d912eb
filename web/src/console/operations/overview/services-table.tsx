import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Overview, ServiceOverview } from '../../../api/dtos.js';
import { Section } from '../../../design/layout/section.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { formatCount, formatDuration, formatRate } from '../../../design/values/format-quantity.js';
import { StatusBadge, type Tone } from '../../../design/values/status-badge.js';
import { InstanceStatus } from '../instances/instance-status.js';
import styles from './overview.module.css';

const TONES: Readonly<Record<ServiceOverview['status'], Tone>> = {
  up: 'good',
  degraded: 'warning',
  down: 'bad',
};

const columns: readonly Column<ServiceOverview>[] = [
  { id: 'service', header: 'Service', cell: ({ service }) => service, sortBy: ({ service }) => service },
  {
    id: 'status',
    header: 'Status',
    cell: ({ status }) => <StatusBadge tone={TONES[status]}>{status}</StatusBadge>,
    sortBy: ({ status }) => Object.keys(TONES).indexOf(status),
  },
  { id: 'instances', header: 'Instances', cell: (service) => <Instances {...service} /> },
  {
    id: 'requests',
    header: 'Requests',
    align: 'end',
    cell: (service) => (service.status === 'down' ? '–' : formatRate(requestsOf(service))),
    sortBy: requestsOf,
  },
  {
    id: 'lag',
    header: 'Lag',
    align: 'end',
    cell: ({ standing }) =>
      standing === null || standing.projections.total === 0 || standing.projections.lagMs === null
        ? '–'
        : formatDuration(standing.projections.lagMs),
    sortBy: ({ standing }) => standing?.projections.lagMs ?? -1,
  },
  {
    id: 'waiting',
    header: 'Waiting',
    align: 'end',
    cell: ({ standing }) => (standing === null ? '–' : formatCount(standing.processes.waiting)),
    sortBy: ({ standing }) => standing?.processes.waiting ?? -1,
  },
  {
    id: 'parked',
    header: 'Dead letters',
    align: 'end',
    cell: ({ standing }) => (standing === null ? '–' : formatCount(standing.deadLetters.events)),
    sortBy: ({ standing }) => standing?.deadLetters.events ?? -1,
  },
];

/** Every service with its instances, and the registry and config server beside them. */
export function ServicesTable({
  overview: { services, registry, configServer },
  sort,
  onSort,
}: {
  readonly overview: Overview;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
}): ReactNode {
  return (
    <Section title="Services">
      <DataTable
        caption="Services"
        hidesCaption
        columns={columns}
        rows={services}
        rowKey={({ service }) => service}
        sort={sort}
        onSort={onSort}
      />
      <p className={styles.around}>
        Registry <StatusBadge tone={registry.status === 'up' ? 'good' : 'bad'}>{registry.status}</StatusBadge>
        Config server{' '}
        <StatusBadge tone={AROUND_TONES[configServer.status]}>{configServer.status}</StatusBadge>
      </p>
    </Section>
  );
}

const AROUND_TONES = { up: 'good', down: 'bad', none: 'neutral' } as const;

function Instances({ service, instances }: ServiceOverview): ReactNode {
  if (instances.length === 0) return 'none registered';
  return (
    <ul className={styles.instances}>
      {instances.map((one) => (
        <li key={one.instance}>
          <Link to="/console/services/$service/$instance" params={{ service, instance: one.instance }}>
            {one.instance}
          </Link>
          {one.status !== 'up' && <InstanceStatus status={one.status} />}
        </li>
      ))}
    </ul>
  );
}

function requestsOf({ instances }: ServiceOverview): number {
  return instances.reduce((sum, { standing }) => sum + (standing?.requests.perSecond ?? 0), 0);
}
