import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiPages } from '../../../data/use-api-pages.js';
import { Button } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Pager } from '../../../design/tables/pager.js';
import auditing from '../auditing.module.css';
import { ActivitiesFilter } from './activities-filter.js';
import { activityColumns } from './activity-columns.js';
import { isOfWatchers } from './of-watchers.js';

const route = getRouteApi('/console/activities');

/** Who did what. */
export function ActivitiesPage(): ReactNode {
  const filter = route.useSearch();
  const { quiet, ...query } = filter;
  const navigate = route.useNavigate();
  const activities = useApiPages(
    'listActivities',
    { query: { ...query, limit: 50 } },
    { keepsPrevious: true },
  );
  return (
    <Page
      title="Who did what"
      lead="Everything that was recorded, the newest first, looks into the log among it."
      actions={
        <Button size="small" isBusy={activities.isFetching} onClick={() => void activities.refetch()}>
          Refresh
        </Button>
      }
    >
      <ActivitiesFilter filter={filter} onChange={(search) => void navigate({ search })} />
      <Loaded query={activities} what="Loading activities …">
        {(items) => {
          const shown = quiet === true ? items.filter(({ stream }) => !isOfWatchers(stream)) : items;
          return items.length === 0 ? (
            <EmptyState
              title="Nothing like that was recorded"
              action={<Button onClick={() => void navigate({ search: {} })}>Show everything</Button>}
            >
              Actor, type and stream must match as a whole. Leave some of them out, or widen the time.
            </EmptyState>
          ) : (
            <div>
              {shown.length < items.length && (
                <p className={auditing.soft} role="status">
                  {items.length - shown.length} of the {items.length} activities loaded here are looks and
                  checkpoints, and hidden.
                </p>
              )}
              <DataTable
                caption="Activities"
                hidesCaption
                columns={activityColumns}
                rows={shown}
                rowKey={({ position }) => position}
              />
              <Pager pages={activities} noun="activities" />
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}
