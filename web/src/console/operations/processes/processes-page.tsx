import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Process } from '../../../api/dtos.js';
import { buttonClass } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { Page } from '../../../design/layout/page.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Pager } from '../../../design/tables/pager.js';
import { MissingServices } from '../across-services/missing-services.js';
import { useServicePages } from '../across-services/use-service-pages.js';
import { FilterBar } from '../filters/filter-bar.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { useRefresh } from '../refresh/use-refresh.js';
import { MANAGERS } from '../shop-services.js';
import { processColumns } from './process-columns.js';

const EVERY_MS = 3_000;

const route = getRouteApi('/console/processes');

const STATUSES = { '': 'All', open: 'Open', overdue: 'Overdue', ended: 'Ended' };
const ALL = { '': 'All', ...Object.fromEntries(Object.keys(MANAGERS).map((name) => [name, name])) };

/** What is under way between the services, and what has been. */
export function ProcessesPage(): ReactNode {
  const { status, manager } = route.useSearch();
  const navigate = route.useNavigate();
  const refresh = useRefresh(EVERY_MS);
  const only = manager === undefined ? undefined : MANAGERS[manager];
  const processes = useServicePages('listProcesses', {
    services: only === undefined ? Object.values(MANAGERS) : [only],
    query: { status, manager },
    orderOf: startOf,
    refreshMs: refresh.refreshMs,
  });
  return (
    <Page
      title="Processes"
      lead="What reacts to events and waits for more: one process for each checkout, order and e-mail, the newest first."
      actions={<RefreshControl refresh={refresh} />}
    >
      <FilterBar label="Narrow the processes">
        <SelectField
          label="Status"
          options={STATUSES}
          value={status ?? ''}
          onChange={({ target }) => {
            const { value } = target;
            const next = value === 'open' || value === 'overdue' || value === 'ended' ? value : undefined;
            void navigate({ search: { manager, status: next }, replace: true });
          }}
        />
        <SelectField
          label="Process manager"
          options={ALL}
          value={manager ?? ''}
          onChange={({ target }) =>
            void navigate({ search: { status, manager: target.value || undefined }, replace: true })
          }
        />
      </FilterBar>
      <Loaded query={processes} what="Loading processes …">
        {({ items, missing }) => (
          <>
            <MissingServices missing={missing} what="processes" />
            {items.length === 0 ? (
              <NoProcesses isNarrowed={status !== undefined || manager !== undefined} />
            ) : (
              <>
                <DataTable
                  caption="Processes"
                  hidesCaption
                  columns={processColumns}
                  rows={items}
                  rowKey={keyOf}
                />
                <Pager pages={{ ...processes, data: items }} noun="processes" />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function NoProcesses({ isNarrowed }: { readonly isNarrowed: boolean }): ReactNode {
  if (isNarrowed) {
    return (
      <EmptyState
        title="No process fits"
        action={
          <Link to="/console/processes" className={buttonClass()}>
            Show all processes
          </Link>
        }
      >
        Nothing of this kind is under way at present.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="No processes yet">
      The first one begins with the first checkout: buy something in the storefront.
    </EmptyState>
  );
}

function startOf({ startedAt }: Process): string {
  return startedAt;
}

function keyOf({ manager, processId }: Process): string {
  return `${manager} ${processId}`;
}
