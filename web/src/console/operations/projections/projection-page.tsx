import { getRouteApi, Link } from '@tanstack/react-router';
import { type ReactNode, useCallback } from 'react';
import type { Projection } from '../../../api/dtos.js';
import { useApiQuery } from '../../../data/use-api-query.js';
import { LineChart } from '../../../design/charts/line-chart.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { Panel } from '../../../design/layout/panel.js';
import { Facts } from '../../../design/values/facts.js';
import { formatCount, formatDuration } from '../../../design/values/format-quantity.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import { useRecording } from '../history/use-samples.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { useRefresh } from '../refresh/use-refresh.js';
import { DocumentPanel } from './document-panel.js';
import { LagCourse } from './lag-course.js';
import { lagsOf, lagText } from './lag.js';
import { ProjectionActions } from './projection-actions-bar.js';
import { ProjectionState } from './projection-state.js';
import { RebuildPanel } from './rebuild-panel.js';

const EVERY_MS = 1_000;

const route = getRouteApi('/console/projections/$service/$projection');

/** One read model: how far behind it is, and what can be done about it. */
export function ProjectionPage(): ReactNode {
  const { service, projection: name } = route.useParams();
  const refresh = useRefresh(EVERY_MS);
  const projection = useApiQuery('showProjection', { params: { service, projection: name } }, refresh);
  const valuesOf = useCallback((one: Projection) => lagsOf([{ ...one, service }]), [service]);
  useRecording(projection.data, projection.dataUpdatedAt, valuesOf);
  return (
    <Page
      title={`Projection ${name}`}
      lead={`A read model of ${service}.`}
      actions={<RefreshControl refresh={refresh} />}
    >
      <Loaded query={projection} what="Loading the projection …">
        {(standing) => (
          <>
            <ProjectionActions service={service} projection={standing} />
            <RebuildPanel projection={standing} />
            <Panel title="At present">
              <Standing projection={standing} />
            </Panel>
          </>
        )}
      </Loaded>
      <Panel title="Lag">
        <LagCourse as={LineChart} service={service} projection={name} />
      </Panel>
      <DocumentPanel service={service} projection={name} />
    </Page>
  );
}

function Standing({ projection }: { readonly projection: Projection }): ReactNode {
  const { state, lag, documents, position, parkedKeys, version, activeSince, collection } = projection;
  return (
    <Facts
      facts={{
        State: <ProjectionState state={state} />,
        Lag: lagText(lag),
        Documents: formatCount(documents),
        'Position in the log': position ?? 'at the beginning',
        Parked:
          parkedKeys === 0 ? (
            'nothing'
          ) : (
            <Link to="/console/dead-letters">
              {parkedKeys} {parkedKeys === 1 ? 'stream' : 'streams'}
            </Link>
          ),
        Version: version,
        'Answers queries since': <Time at={activeSince} show="both" />,
        Collection: <Id>{collection}</Id>,
        'Last rebuild': projection.lastRebuild
          ? `${formatCount(projection.lastRebuild.documents)} documents in ${formatDuration(projection.lastRebuild.ms)}`
          : undefined,
      }}
    />
  );
}
