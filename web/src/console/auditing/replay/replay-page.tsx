import { getRouteApi } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { StreamFrame } from '../stream/stream-frame.js';
import { Replay } from './replay.js';

const route = getRouteApi('/console/streams/$stream/replay');

/** A stream as it was at a revision or moment. */
export function ReplayPage(): ReactNode {
  const { stream } = route.useParams();
  const { revision, at } = route.useSearch();
  const newest = useApiQuery('listStreamEvents', {
    params: { stream },
    query: { direction: 'backwards', limit: 1 },
  });
  const asOf = useApiQuery(
    'replayState',
    { params: { stream }, query: { at } },
    { enabled: at !== undefined },
  );
  return (
    <StreamFrame stream={stream}>
      <Loaded query={newest} what="Looking how far the stream goes …">
        {({ items }) => {
          const last = items[0]?.revision ?? 0;
          const found = at === undefined ? revision : asOf.data?.revision;
          return (
            <Replay
              // Another stream is another film.
              key={stream}
              stream={stream}
              last={last}
              revision={Math.min(found ?? last, last)}
              at={at}
              asOf={asOf}
            />
          );
        }}
      </Loaded>
    </StreamFrame>
  );
}
