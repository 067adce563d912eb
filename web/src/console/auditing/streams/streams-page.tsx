import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiPages } from '../../../data/use-api-pages.js';
import { Button } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Pager } from '../../../design/tables/pager.js';
import { streamColumns } from './stream-columns.js';
import { StreamsFilter } from './streams-filter.js';

const route = getRouteApi('/console/streams');

/** The streams of the event store. */
export function StreamsPage(): ReactNode {
  const { prefix, sort } = route.useSearch();
  const navigate = route.useNavigate();
  const streams = useApiPages('listStreams', { query: { prefix, limit: 50 } }, { keepsPrevious: true });
  const show = (wanted: string | undefined): void => void navigate({ search: { prefix: wanted } });
  return (
    <Page
      title="Streams"
      lead="Every aggregate, process and topic is a stream of events. Those last begun come first."
    >
      <StreamsFilter prefix={prefix} onChange={show} />
      <Loaded query={streams} what="Loading streams …">
        {(items) =>
          items.length === 0 ? (
            <EmptyState
              title={prefix === undefined ? 'There are no streams yet' : `No stream begins with “${prefix}”`}
              action={
                prefix !== undefined && <Button onClick={() => show(undefined)}>Show all streams</Button>
              }
            >
              {prefix === undefined
                ? 'They appear as soon as anything happens in the shop.'
                : 'Names begin with their kind and are case-sensitive: “order-” and then the id.'}
            </EmptyState>
          ) : (
            <div>
              <DataTable
                caption="Streams"
                hidesCaption
                columns={streamColumns}
                rows={items}
                rowKey={({ stream }) => stream}
                sort={sort}
                onSort={(next) => void navigate({ search: { prefix, sort: next }, replace: true })}
              />
              <Pager pages={streams} noun="streams" />
            </div>
          )
        }
      </Loaded>
    </Page>
  );
}
