import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ExplainedChange } from '../../../api/dtos.js';
import { JsonTree } from '../../../design/json/json-tree.js';
import { readablePointer } from '../../../design/json/json-pointer.js';
import type { Column } from '../../../design/tables/column.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import styles from './difference.module.css';

/** What a field was, what it is, and the events that made it so. */
export function changeColumns(stream: string): readonly Column<ExplainedChange>[] {
  return [
    {
      id: 'field',
      header: 'Field',
      sortBy: ({ path }) => path,
      cell: ({ path }) => (
        <div className={styles.field}>
          <Id>{readablePointer(path)}</Id>
        </div>
      ),
    },
    {
      id: 'before',
      header: 'Before',
      cell: ({ path, before }) => <JsonTree value={before} label={`${readablePointer(path)} before`} />,
    },
    {
      id: 'after',
      header: 'After',
      cell: ({ path, after }) => <JsonTree value={after} label={`${readablePointer(path)} after`} />,
    },
    { id: 'events', header: 'By', cell: (change) => <Causes stream={stream} change={change} /> },
  ];
}

function Causes({
  stream,
  change: { events },
}: {
  readonly stream: string;
  readonly change: ExplainedChange;
}): ReactNode {
  return (
    <ul className={styles.causes}>
      {events.map(({ revision, type, actor, at }) => (
        <li key={revision}>
          <Link to="/console/streams/$stream/replay" params={{ stream }} search={{ revision }}>
            {type} at revision {revision}
          </Link>
          <br />
          <Time at={at} show="exact" /> by <Id>{actor}</Id>
        </li>
      ))}
    </ul>
  );
}
