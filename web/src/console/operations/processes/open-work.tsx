import type { ReactNode } from 'react';
import type { Deadline, ProcessDetails } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { JsonTree } from '../../../design/json/json-tree.js';
import { Time } from '../../../design/values/time.js';

type OpenCommand = ProcessDetails['openCommands'][number];

const commandColumns: readonly Column<OpenCommand>[] = [
  { id: 'type', header: 'Command', cell: ({ type }) => type },
  { id: 'since', header: 'Decided', cell: ({ since }) => <Time at={since} show="both" /> },
  {
    id: 'body',
    header: 'Content',
    cell: ({ type, body }) => <JsonTree label={`Content of ${type}`} value={body} />,
  },
];

const deadlineColumns: readonly Column<Deadline>[] = [
  { id: 'name', header: 'Deadline', cell: ({ name }) => name },
  { id: 'due', header: 'Due', cell: ({ dueAt }) => <Time at={dueAt} show="both" /> },
];

/** What a process waits for: the outcomes of its commands, and its deadlines. */
export function OpenWork({
  process: { status, openCommands, deadlines },
}: {
  readonly process: ProcessDetails;
}): ReactNode {
  if (openCommands.length === 0 && deadlines.length === 0) {
    return <p>{status === 'ended' ? 'It has ended, and waits for nothing.' : 'It waits for an event.'}</p>;
  }
  return (
    <>
      {openCommands.length > 0 && (
        <DataTable
          caption="Commands without an outcome yet"
          columns={commandColumns}
          rows={openCommands}
          rowKey={({ commandId }) => commandId}
        />
      )}
      {deadlines.length > 0 && (
        <DataTable
          caption="Deadlines"
          columns={deadlineColumns}
          rows={deadlines}
          rowKey={({ name }) => name}
        />
      )}
    </>
  );
}
