import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeadLetter } from '../../../api/dtos.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { SelectField } from '../../../design/forms/select-field.js';
import { Page } from '../../../design/layout/page.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Pager } from '../../../design/tables/pager.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import { MissingServices } from '../across-services/missing-services.js';
import type { Placed } from '../across-services/service-page.js';
import { useServicePages } from '../across-services/use-service-pages.js';
import { FilterBar } from '../filters/filter-bar.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { useRefresh } from '../refresh/use-refresh.js';
import { SERVICES } from '../shop-services.js';
import { handlerText } from './handler-text.js';

const EVERY_MS = 3_000;

const route = getRouteApi('/console/dead-letters');

const OPTIONS = { '': 'All', ...Object.fromEntries(SERVICES.map((name) => [name, name])) };

/** All that is parked in the shop, and why. */
export function DeadLettersPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const refresh = useRefresh(EVERY_MS);
  const only = SERVICES.find((name) => name === search.service);
  const letters = useServicePages('listDeadLetters', {
    services: only === undefined ? SERVICES : [only],
    query: { limit: 100 },
    orderOf: byNothing,
    refreshMs: refresh.refreshMs,
  });
  return (
    <Page
      title="Dead letters"
      lead="Events that could not be handled. Each parks its own stream or process, and everything else goes on."
      actions={<RefreshControl refresh={refresh} />}
    >
      <FilterBar label="Narrow the dead letters">
        <SelectField
          label="Service"
          options={OPTIONS}
          value={only ?? ''}
          onChange={({ target }) =>
            void navigate({ search: { ...search, service: target.value || undefined }, replace: true })
          }
        />
      </FilterBar>
      <Loaded query={letters} what="Loading dead letters …">
        {({ items, missing }) => (
          <>
            <MissingServices missing={missing} what="dead letters" />
            {items.length === 0 ? (
              <EmptyState title="Nothing is parked">
                Every event so far could be handled. One that can not be would be here, with its error.
              </EmptyState>
            ) : (
              <>
                <DataTable
                  caption="Dead letters"
                  hidesCaption
                  columns={columns}
                  rows={items}
                  rowKey={({ service, handler, key }) => `${service} ${handler} ${key}`}
                  sort={search.sort}
                  onSort={(sort) => void navigate({ search: { ...search, sort }, replace: true })}
                />
                <Pager pages={{ ...letters, data: items }} noun="dead letters" />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}

const columns: readonly Column<Placed<DeadLetter>>[] = [
  {
    id: 'event',
    header: 'Event',
    cell: ({ service, handler, key, type, stream, revision }) => (
      <>
        <Link to="/console/dead-letters/$service/$handler/$key" params={{ service, handler, key }}>
          {type}
        </Link>{' '}
        <Id>{`${stream} @ ${revision}`}</Id>
      </>
    ),
    sortBy: ({ type }) => type,
  },
  { id: 'service', header: 'Service', cell: ({ service }) => service, sortBy: ({ service }) => service },
  {
    id: 'handler',
    header: 'Parked by',
    cell: ({ handler }) => handlerText(handler),
    sortBy: ({ handler }) => handler,
  },
  { id: 'error', header: 'Error', cell: ({ error }) => error ?? 'being released' },
  {
    id: 'waiting',
    header: 'Waiting',
    align: 'end',
    cell: ({ waiting }) => waiting,
    sortBy: ({ waiting }) => waiting,
  },
  {
    id: 'parked',
    header: 'Parked',
    cell: ({ parkedAt }) => <Time at={parkedAt} />,
    sortBy: ({ parkedAt }) => parkedAt,
  },
];

function byNothing(): string {
  return '';
}
