import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProcessDetails } from '../../../api/dtos.js';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Button } from '../../../design/actions/button.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { Panel } from '../../../design/layout/panel.js';
import { Facts } from '../../../design/values/facts.js';
import { StatusBadge } from '../../../design/values/status-badge.js';
import { Time } from '../../../design/values/time.js';
import { StreamLink } from '../links/stream-link.js';
import { TrailLink } from '../links/trail-link.js';
import { CancelProcess } from './cancel-process.js';
import { OpenWork } from './open-work.js';
import { ParkedInput } from './parked-input.js';
import { ProcessStatus } from './process-status.js';
import styles from './processes.module.css';
import { RetryProcess } from './retry-process.js';
import { Timeline } from './timeline.js';

const route = getRouteApi('/console/processes/$service/$manager/$process');

/** One process: what it waits for, what can be done, and all it has done. */
export function ProcessPage(): ReactNode {
  const params = route.useParams();
  const process = useApiQuery('showProcess', { params }, { isRecorded: true });
  return (
    <Page
      title={`${params.manager} ${params.process}`}
      lead={`A process of ${params.service}.`}
      actions={
        <Button isBusy={process.isFetching} onClick={() => void process.refetch()}>
          Look again
        </Button>
      }
    >
      <Loaded query={process} what="Reading its stream …">
        {(details) => (
          <>
            <div className={styles.actions} role="group" aria-label="What can be done">
              <RetryProcess params={params} process={details} />
              <CancelProcess params={params} process={details} />
            </div>
            <ParkedInput service={params.service} process={details} />
            <Panel title="At present">
              <Standing process={details} />
              <OpenWork process={details} />
            </Panel>
            <Panel title="Timeline">
              <Timeline steps={details.steps} />
            </Panel>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Standing({ process }: { readonly process: ProcessDetails }): ReactNode {
  const { status, cancelled, startedAt, updatedAt, lastInput, stream, revision, correlationId } = process;
  return (
    <Facts
      facts={{
        Status: (
          <span className={styles.badges}>
            <ProcessStatus status={status} />
            {cancelled && <StatusBadge tone="warning">cancelled</StatusBadge>}
          </span>
        ),
        'Took in last': lastInput,
        Began: <Time at={startedAt} show="both" />,
        Moved: <Time at={updatedAt} show="both" />,
        Stream: <StreamLink stream={stream} revision={revision} />,
        Correlation: <TrailLink correlationId={correlationId} />,
      }}
    />
  );
}
