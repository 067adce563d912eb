import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Button } from '../../../design/actions/button.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { RecentOrders } from './recent-orders.js';
import { TrailSearch } from './trail-search.js';
import { TrailView } from './trail-view.js';

const route = getRouteApi('/console/trails');

/** A business transaction over all services, from what began it to its last mail. */
export function TrailsPage(): ReactNode {
  const { order, correlation, event, scale } = route.useSearch();
  const navigate = route.useNavigate();
  const ofOrder = useApiQuery(
    'showOrderTrail',
    { params: { orderId: order ?? '' } },
    { enabled: order !== undefined },
  );
  const ofCorrelation = useApiQuery(
    'showCorrelation',
    { params: { correlationId: correlation ?? '' } },
    { enabled: order === undefined && correlation !== undefined },
  );
  const trail = order === undefined ? ofCorrelation : ofOrder;
  const isAsked = order !== undefined || correlation !== undefined;
  return (
    <Page
      title="Trails"
      lead="What led to what: one business transaction over all services, from checkout to mail."
      actions={
        isAsked && (
          <Button size="small" isBusy={trail.isFetching} onClick={() => void trail.refetch()}>
            Refresh
          </Button>
        )
      }
    >
      <TrailSearch
        order={order}
        correlation={correlation}
        onSearch={(key) => void navigate({ search: { ...key, scale } })}
      />
      {isAsked ? (
        <Loaded query={trail} what="Gathering the events of all streams …">
          {(found) => (
            <TrailView
              key={found.correlationId}
              trail={found}
              pointedOut={event}
              scale={scale ?? 'order'}
              onScale={(next) =>
                void navigate({
                  search: (search) => ({ ...search, scale: next === 'time' ? next : undefined }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          )}
        </Loaded>
      ) : (
        <RecentOrders />
      )}
    </Page>
  );
}
