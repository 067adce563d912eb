import { Link } from '@tanstack/react-router';
import type { Stream } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';

/** What the list of streams tells of each. */
export const streamColumns: readonly Column<Stream>[] = [
  {
    id: 'stream',
    header: 'Stream',
    sortBy: ({ stream }) => stream,
    cell: ({ stream }) => (
      <Link to="/console/streams/$stream" params={{ stream }}>
        <Id>{stream}</Id>
      </Link>
    ),
  },
  { id: 'kind', header: 'Kind', sortBy: ({ type }) => type, cell: ({ type }) => type },
  {
    id: 'events',
    header: 'Events',
    align: 'end',
    sortBy: ({ revision }) => revision,
    cell: ({ revision }) => (revision + 1).toLocaleString(),
  },
  {
    id: 'last',
    header: 'Last event',
    sortBy: ({ lastEventAt }) => lastEventAt,
    cell: ({ lastEventAt }) => <Time at={lastEventAt} />,
  },
];
