import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeadLetterDetails, WaitingEvent } from '../../../api/dtos.js';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Button } from '../../../design/actions/button.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Page } from '../../../design/layout/page.js';
import { Panel } from '../../../design/layout/panel.js';
import { Section } from '../../../design/layout/section.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Facts } from '../../../design/values/facts.js';
import { Id } from '../../../design/values/id.js';
import { JsonTree } from '../../../design/json/json-tree.js';
import { Time } from '../../../design/values/time.js';
import { StreamLink } from '../links/stream-link.js';
import styles from './dead-letters.module.css';
import { handlerText, standstillText } from './handler-text.js';
import { ReleaseActions } from './release-actions.js';

const route = getRouteApi('/console/dead-letters/$service/$handler/$key');

/** A poisonous event, why it could not be handled, what waits behind it, and the ways out. */
export function DeadLetterPage(): ReactNode {
  const params = route.useParams();
  const letter = useApiQuery('showDeadLetter', { params }, { isRecorded: true });
  return (
    <Page
      title={`Dead letter ${params.key}`}
      lead={`Parked by the ${handlerText(params.handler)} of ${params.service}. ${standstillText(params.handler)}`}
      actions={
        <Button isBusy={letter.isFetching} onClick={() => void letter.refetch()}>
          Look again
        </Button>
      }
    >
      <Loaded query={letter} what="Loading the dead letter …">
        {(found) => (
          <>
            <Panel title="Error">
              <p className={styles.error}>{found.error ?? 'None: it is being released.'}</p>
              <ReleaseActions params={params} letter={found} onStillParked={() => void letter.refetch()} />
            </Panel>
            <Panel title="Event">
              <Event letter={found} />
            </Panel>
            <Section title="What waits behind it">
              <Behind letter={found} />
            </Section>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Event({ letter }: { readonly letter: DeadLetterDetails }): ReactNode {
  const { type, stream, revision, position, eventId, parkedAt, event } = letter;
  return (
    <>
      <Facts
        facts={{
          Type: type,
          Stream: <StreamLink stream={stream} revision={revision} />,
          'Position in the log': position,
          'Event id': <Id>{eventId}</Id>,
          Recorded: event === null ? undefined : <Time at={event.at} show="both" />,
          Parked: <Time at={parkedAt} show="both" />,
        }}
      />
      {event === null ? (
        <p>The event is not in the log any more.</p>
      ) : (
        <>
          <h3>Content</h3>
          <JsonTree label="Content of the event" value={event.data} />
          <h3>Metadata</h3>
          <JsonTree label="Metadata of the event" value={event.metadata} />
        </>
      )}
    </>
  );
}

const columns: readonly Column<WaitingEvent>[] = [
  { id: 'type', header: 'Event', cell: ({ type }) => type },
  { id: 'stream', header: 'Stream', cell: ({ stream, revision }) => <Id>{`${stream} @ ${revision}`}</Id> },
  { id: 'position', header: 'Position', align: 'end', cell: ({ position }) => position },
  { id: 'parked', header: 'Came', cell: ({ parkedAt }) => <Time at={parkedAt} show="both" /> },
];

function Behind({ letter: { behind, waiting } }: { readonly letter: DeadLetterDetails }): ReactNode {
  if (behind.length === 0)
    return <p>Nothing. Later events of the same key would wait here, in their order.</p>;
  return (
    <>
      {behind.length < waiting && (
        <p>
          The first {behind.length} of {waiting}.
        </p>
      )}
      <DataTable
        caption="Events that wait"
        hidesCaption
        columns={columns}
        rows={behind}
        rowKey={({ eventId }) => eventId}
      />
    </>
  );
}
