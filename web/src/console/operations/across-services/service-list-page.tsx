import type { ReactNode } from 'react';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { DataTable, type DataTableProps } from '../../../design/tables/data-table.js';
import { Pager } from '../../../design/tables/pager.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { MissingServices } from './missing-services.js';
import type { Placed } from './service-page.js';
import type { ServiceList } from './use-service-list.js';

/** A page on a list over several services: a table of what they have, and whose part is missing. */
export function ServiceListPage<Item extends object>({
  title,
  lead,
  list: { pages, refresh },
  filter,
  empty,
  ...table
}: {
  /** Its items in the plural, with a capital: "Processes". */
  readonly title: string;
  readonly lead: string;
  readonly list: ServiceList<Item>;
  /** What narrows the list, above it. */
  readonly filter?: ReactNode;
  /** Stands in place of the table while there is nothing to show. */
  readonly empty: ReactNode;
} & Pick<DataTableProps<Placed<Item>>, 'columns' | 'rowKey' | 'sort' | 'onSort'>): ReactNode {
  const noun = title.toLowerCase();
  return (
    <Page title={title} lead={lead} actions={<RefreshControl refresh={refresh} />}>
      {filter}
      <Loaded query={pages} what={`Loading ${noun} …`}>
        {({ items, missing }) => (
          <>
            <MissingServices missing={missing} what={noun} />
            {items.length === 0 ? (
              empty
            ) : (
              <>
                <DataTable {...table} caption={title} hidesCaption rows={items} />
                <Pager pages={{ ...pages, data: items }} noun={noun} />
              </>
            )}
          </>
        )}
      </Loaded>
    </Page>
  );
}
