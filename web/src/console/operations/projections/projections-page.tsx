import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Projection } from '../../../api/dtos.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { formatCount } from '../../../design/values/format-quantity.js';
import { MissingServices } from '../across-services/missing-services.js';
import type { Collected, Placed } from '../across-services/service-page.js';
import { useServicePages } from '../across-services/use-service-pages.js';
import { useRecording } from '../history/use-samples.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { useRefresh } from '../refresh/use-refresh.js';
import { SERVICES } from '../shop-services.js';
import { lagsOf, lagText } from './lag.js';
import { Sparkline } from '../../../design/charts/sparkline.js';
import { LagCourse } from './lag-course.js';
import { ProjectionState } from './projection-state.js';
import { RebuildBar } from './rebuild-bar.js';

const EVERY_MS = 2_000;

const route = getRouteApi('/console/projections');

/** All read models of the shop, and how far behind the log they are. */
export function ProjectionsPage(): ReactNode {
  const { sort } = route.useSearch();
  const navigate = route.useNavigate();
  const refresh = useRefresh(EVERY_MS);
  const projections = useServicePages('listProjections', {
    services: SERVICES,
    orderOf: byNothing,
    refreshMs: refresh.refreshMs,
  });
  useRecording(projections.data, projections.dataUpdatedAt, lagsOfAll);
  return (
    <Page
      title="Projections"
      lead="The read models that queries are answered from: folds of the log, which can be made anew at any time."
      actions={<RefreshControl refresh={refresh} />}
    >
      <Loaded query={projections} what="Loading projections …">
        {({ items, missing }) => (
          <>
            <MissingServices missing={missing} what="projections" />
            {items.length === 0 ? (
              <EmptyState title="No projections">No service that answers has any.</EmptyState>
            ) : (
              <DataTable
                caption="Projections"
                hidesCaption
                columns={columns}
                rows={items}
                rowKey={({ service, name }) => `${service} ${name}`}
                sort={sort}
                onSort={(next) => void navigate({ search: { sort: next }, replace: true })}
              />
            )}
          </>
        )}
      </Loaded>
    </Page>
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
