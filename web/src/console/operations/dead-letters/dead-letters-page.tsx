import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeadLetter } from '../../../api/dtos.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { SelectField } from '../../../design/forms/select-field.js';
import type { Column } from '../../../design/tables/column.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import { ServiceListPage } from '../across-services/service-list-page.js';
import type { Placed } from '../across-services/service-page.js';
import { useServiceList } from '../across-services/use-service-list.js';
import { FilterBar } from '../filters/filter-bar.js';
import { SERVICES } from '../shop-services.js';
import { handlerText } from './handler-text.js';

const EVERY_MS = 3_000;

const route = getRouteApi('/console/dead-letters');

const OPTIONS = { '': 'All', ...Object.fromEntries(SERVICES.map((name) => [name, name])) };

/** All that is parked in the shop, and why. */
export function DeadLettersPage(): ReactNode {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const only = SERVICES.find((name) => name === search.service);
  const letters = useServiceList('listDeadLetters', EVERY_MS, {
    services: only === undefined ? SERVICES : [only],
    query: { limit: 100 },
    orderOf: byNothing,
  });
  return (
    <ServiceListPage
      title="Dead letters"
      lead="Events that could not be handled. Each parks its own stream or process, and everything else goes on."
      list={letters}
      filter={
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
      }
      empty={
        <EmptyState title="Nothing is parked">
          Every event so far could be handled. One that can not be would be here, with its error.
        </EmptyState>
      }
      columns={columns}
      rowKey={({ service, handler, key }) => `${service} ${handler} ${key}`}
      sort={search.sort}
      onSort={(sort) => void navigate({ search: { ...search, sort }, replace: true })}
    />
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
