import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Projection } from '../../../api/dtos.js';
import { Sparkline } from '../../../design/charts/sparkline.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import type { Column } from '../../../design/tables/column.js';
import { formatCount } from '../../../design/values/format-quantity.js';
import { ServiceListPage } from '../across-services/service-list-page.js';
import type { Collected, Placed } from '../across-services/service-page.js';
import { useServiceList } from '../across-services/use-service-list.js';
import { useRecording } from '../history/use-samples.js';
import { SERVICES } from '../shop-services.js';
import { lagsOf, lagText } from './lag.js';
import { LagCourse } from './lag-course.js';
import { ProjectionState } from './projection-state.js';
import { RebuildBar } from './rebuild-bar.js';

const EVERY_MS = 2_000;

const route = getRouteApi('/console/projections');

/** All read models of the shop, and how far behind the log they are. */
export function ProjectionsPage(): ReactNode {
  const { sort } = route.useSearch();
  const navigate = route.useNavigate();
  const projections = useServiceList('listProjections', EVERY_MS, { services: SERVICES, orderOf: byNothing });
  useRecording(projections.pages.data, projections.pages.dataUpdatedAt, lagsOfAll);
  return (
    <ServiceListPage
      title="Projections"
      lead="The read models that queries are answered from: folds of the log, which can be made anew at any time."
      list={projections}
      empty={<EmptyState title="No projections">No service that answers has any.</EmptyState>}
      columns={columns}
      rowKey={({ service, name }) => `${service} ${name}`}
      sort={sort}
      onSort={(next) => void navigate({ search: { sort: next }, replace: true })}
    />
  );
}

const columns: readonly Column<Placed<Projection>>[] = [
  {
    id: 'name',
    header: 'Projection',
    cell: ({ service, name }) => (
      <Link to="/console/projections/$service/$projection" params={{ service, projection: name }}>
        {name}
      </Link>
    ),
    sortBy: ({ name }) => name,
  },
  { id: 'service', header: 'Service', cell: ({ service }) => service, sortBy: ({ service }) => service },
  {
    id: 'state',
    header: 'State',
    cell: ({ state, building }) =>
      building === null ? <ProjectionState state={state} /> : <RebuildBar building={building} />,
    sortBy: ({ state }) => state,
  },
  {
    id: 'lag',
    header: 'Lag',
    align: 'end',
    cell: ({ lag }) => lagText(lag),
    sortBy: ({ lag }) => lag?.ms ?? Infinity,
  },
  {
    id: 'course',
    header: 'Last 5 minutes',
    cell: ({ service, name }) => <LagCourse as={Sparkline} service={service} projection={name} />,
  },
  {
    id: 'documents',
    header: 'Documents',
    align: 'end',
    cell: ({ documents }) => formatCount(documents),
    sortBy: ({ documents }) => documents,
  },
  {
    id: 'parked',
    header: 'Parked',
    align: 'end',
    cell: ({ parkedKeys }) => formatCount(parkedKeys),
    sortBy: ({ parkedKeys }) => parkedKeys,
  },
];

function lagsOfAll({ items }: Collected<Projection>): Record<string, number> {
  return lagsOf(items);
}

function byNothing(): string {
  return '';
}
