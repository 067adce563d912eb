import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Process } from '../../../api/dtos.js';
import { buttonClass } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { ServiceListPage } from '../across-services/service-list-page.js';
import { useServiceList } from '../across-services/use-service-list.js';
import { FilterBar } from '../filters/filter-bar.js';
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
  const only = manager === undefined ? undefined : MANAGERS[manager];
  const processes = useServiceList('listProcesses', EVERY_MS, {
    services: only === undefined ? Object.values(MANAGERS) : [only],
    query: { status, manager },
    orderOf: startOf,
  });
  return (
    <ServiceListPage
      title="Processes"
      lead="What reacts to events and waits for more: one process for each checkout, order and e-mail, the newest first."
      list={processes}
      filter={
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
      }
      empty={<NoProcesses isNarrowed={status !== undefined || manager !== undefined} />}
      columns={processColumns}
      rowKey={keyOf}
    />
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
