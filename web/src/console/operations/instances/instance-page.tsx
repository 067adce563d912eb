import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Instance } from '../../../api/dtos.js';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { Panel } from '../../../design/layout/panel.js';
import { Section } from '../../../design/layout/section.js';
import { Facts } from '../../../design/values/facts.js';
import { formatDuration, formatMegabytes, formatRate } from '../../../design/values/format-quantity.js';
import { StatusBadge } from '../../../design/values/status-badge.js';
import { Time } from '../../../design/values/time.js';
import { BreakersTable } from '../breakers/breakers-table.js';
import { RefreshControl } from '../refresh/refresh-control.js';
import { useRefresh } from '../refresh/use-refresh.js';
import { ChecksTable } from './checks-table.js';
import { ProcessorsTable } from './processors-table.js';

const EVERY_MS = 2_000;

const route = getRouteApi('/console/services/$service/$instance');

/** What an instance tells of itself. */
export function InstancePage(): ReactNode {
  const params = route.useParams();
  const refresh = useRefresh(EVERY_MS);
  const instance = useApiQuery('showInstance', { params }, refresh);
  return (
    <Page
      title={params.instance}
      lead={`An instance of ${params.service}.`}
      actions={<RefreshControl refresh={refresh} />}
    >
      <Loaded query={instance} what="Asking the instance how it is …">
        {(standing) => <Standing standing={standing} />}
      </Loaded>
      <p>
        <Link to="/console/configuration" search={params}>
          The settings in force in {params.instance}
        </Link>
      </p>
    </Page>
  );
}

function Standing({ standing }: { readonly standing: Instance }): ReactNode {
  const { service, instance, ready, startedAt, pid, node, memoryBytes, requests } = standing;
  const { checks, processors, circuitBreakers } = standing;
  return (
    <>
      <Panel title="At present">
        <Facts
          facts={{
            Status: (
              <StatusBadge tone={ready ? 'good' : 'warning'}>{ready ? 'ready' : 'not ready'}</StatusBadge>
            ),
            Started: <Time at={startedAt} show="both" />,
            Memory: formatMegabytes(memoryBytes),
            Process: `${pid}, Node ${node}`,
            Requests: `${formatRate(requests.perSecond)}, ${formatRate(requests.errorsPerSecond)} failed`,
            'Answered within (50, 95, 99 %)': [requests.p50Ms, requests.p95Ms, requests.p99Ms]
              .map((ms) => (ms === null ? '–' : formatDuration(ms)))
              .join(', '),
            'Counted over': formatDuration(requests.overSeconds * 1_000),
          }}
        />
      </Panel>
      <Section title="What it needs">
        <ChecksTable checks={checks} />
      </Section>
      {processors.length > 0 && (
        <Section title="What it works on">
          <ProcessorsTable processors={processors} />
        </Section>
      )}
      <Section title="Circuit breakers">
        <BreakersTable breakers={circuitBreakers.map((breaker) => ({ ...breaker, service, instance }))} />
      </Section>
    </>
  );
}
