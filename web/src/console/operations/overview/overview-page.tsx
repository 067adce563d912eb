import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { Section } from '../../../design/layout/section.js';
import { BreakersTable } from '../breakers/breakers-table.js';
import { breakersOf } from '../breakers/placed-breaker.js';
import { useRecording } from '../history/use-samples.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { useRefresh } from '../refresh/use-refresh.js';
import { Figures } from './figures.js';
import { ServicesTable } from './services-table.js';
import { chartedFigures } from './shop-figures.js';
import { TroublesPanel } from './troubles-panel.js';
import { troublesOf } from './troubles.js';

const EVERY_MS = 2_000;

const route = getRouteApi('/console/overview');

/** How the shop is at present, what is not well, and what to do about it. */
export function OverviewPage(): ReactNode {
  const { sort } = route.useSearch();
  const navigate = route.useNavigate();
  const refresh = useRefresh(EVERY_MS);
  const overview = useApiQuery('showOverview', {}, refresh);
  useRecording(overview.data, overview.dataUpdatedAt, chartedFigures);
  return (
    <Page
      title="Overview"
      lead="How the shop is at present, and what needs a hand."
      actions={<RefreshControl refresh={refresh} />}
    >
      <Loaded query={overview} what="Asking every service how it is …">
        {(shop) => (
          <>
            <TroublesPanel troubles={troublesOf(shop)} />
            <Figures overview={shop} />
            <ServicesTable
              overview={shop}
              sort={sort}
              onSort={(next) => void navigate({ search: { sort: next }, replace: true })}
            />
            <Section title="Circuit breakers">
              <BreakersTable breakers={breakersOf(shop)} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}
