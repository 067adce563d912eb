import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiPages } from '../../../data/use-api-pages.js';
import { Button } from '../../../design/actions/button.js';
import { EmptyState } from '../../../design/feedback/empty-state.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { Pager } from '../../../design/tables/pager.js';
import auditing from '../auditing.module.css';
import { containing as eventsContaining } from './containing.js';
import { EventEntry } from './event-entry.js';
import { EventsFilter } from './events-filter.js';
import { StreamFrame } from './stream-frame.js';
import styles from './stream.module.css';

const route = getRouteApi('/console/streams/$stream');

/** The events of a stream. */
export function StreamEventsPage(): ReactNode {
  const { stream } = route.useParams();
  const { revision: opened, ...filter } = route.useSearch();
  const navigate = route.useNavigate();
  const { direction, from, containing } = filter;
  const events = useApiPages('listStreamEvents', {
    params: { stream },
    query: { direction, from, limit: 50 },
  });
  return (
    <StreamFrame stream={stream}>
      <EventsFilter filter={filter} onChange={(next) => void navigate({ search: next })} />
      <Loaded query={events} what="Loading events …">
        {(items) => {
          const shown = eventsContaining(items, containing);
          const isElsewhere =
            opened !== undefined && events.hasNextPage && !items.some(({ revision }) => revision === opened);
          return (
            <div>
              {containing !== undefined && (
                <p className={auditing.soft} role="status">
                  {shown.length} of the {items.length} events loaded here contain “{containing}”.
                </p>
              )}
              {isElsewhere && (
                <p>
                  The event at revision {opened} is not among those loaded here.{' '}
                  <Link to="." search={{ ...filter, from: opened, revision: opened }}>
                    Begin with it
                  </Link>
                </p>
              )}
              {shown.length === 0 && (
                <EmptyState
                  title="No event here"
                  action={<Button onClick={() => void navigate({ search: {} })}>Show all events</Button>}
                >
                  {containing === undefined
                    ? 'The stream has no event from that revision on.'
                    : 'Load more below, or look for something else.'}
                </EmptyState>
              )}
              <ul className={styles.events}>
                {shown.map((event) => (
                  <EventEntry
                    key={event.revision}
                    stream={stream}
                    event={event}
                    isOpen={event.revision === opened}
                    onOpen={(isOpen) =>
                      void navigate({
                        search: { ...filter, revision: isOpen ? event.revision : undefined },
                        replace: true,
                        resetScroll: false,
                      })
                    }
                  />
                ))}
              </ul>
              <Pager pages={events} noun="events" />
            </div>
          );
        }}
      </Loaded>
    </StreamFrame>
  );
}
