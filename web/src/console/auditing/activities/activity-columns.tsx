import { Link } from '@tanstack/react-router';
import type { Activity } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { Id } from '../../../design/values/id.js';
import styles from './activities.module.css';
import { Time } from '../../../design/values/time.js';

/** Who did what, when and where; each leads to more of the same. */
export const activityColumns: readonly Column<Activity>[] = [
  { id: 'at', header: 'When', cell: ({ at }) => <Time at={at} show="exact" /> },
  {
    id: 'actor',
    header: 'Actor',
    cell: ({ actor }) => (
      <Link
        from="/console/activities"
        to="/console/activities"
        search={(search) => ({ ...search, actor })}
        activeOptions={{ exact: true }}
      >
        <Id>{actor}</Id>
      </Link>
    ),
  },
  {
    id: 'type',
    header: 'What',
    cell: ({ type }) => (
      <Link
        from="/console/activities"
        to="/console/activities"
        search={(search) => ({ ...search, type })}
        activeOptions={{ exact: true }}
      >
        <span className={styles.word}>{type}</span>
      </Link>
    ),
  },
  {
    id: 'stream',
    header: 'Where',
    cell: ({ stream, revision }) => (
      <Link to="/console/streams/$stream/replay" params={{ stream }} search={{ revision }}>
        <Id>{stream}</Id> at revision {revision}
      </Link>
    ),
  },
  {
    id: 'trail',
    header: 'Why',
    cell: ({ correlationId, eventId, type }) => (
      <Link
        to="/console/trails"
        search={{ correlation: correlationId, event: eventId }}
        aria-label={`Trail of ${type}`}
      >
        Trail
      </Link>
    ),
  },
];
