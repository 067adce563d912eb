import { Link } from '@tanstack/react-router';
import type { Process } from '../../../api/dtos.js';
import type { Column } from '../../../design/tables/column.js';
import { Id } from '../../../design/values/id.js';
import { Time } from '../../../design/values/time.js';
import type { Placed } from '../across-services/service-page.js';
import { ProcessStatus } from './process-status.js';
import { waitingText } from './waiting-text.js';

/** A process in a list. */
export const processColumns: readonly Column<Placed<Process>>[] = [
  {
    id: 'process',
    header: 'Process',
    cell: ({ service, manager, processId }) => (
      <Link
        to="/console/processes/$service/$manager/$process"
        params={{ service, manager, process: processId }}
      >
        <Id>{processId}</Id>
      </Link>
    ),
  },
  { id: 'manager', header: 'Manager', cell: ({ manager }) => manager, isWhole: true },
  { id: 'status', header: 'Status', cell: ({ status }) => <ProcessStatus status={status} /> },
  { id: 'last', header: 'Took in last', cell: ({ lastInput }) => lastInput, isWhole: true },
  { id: 'waits', header: 'Waits for', cell: (process) => waitingText(process), isWhole: true },
  { id: 'started', header: 'Began', cell: ({ startedAt }) => <Time at={startedAt} /> },
  { id: 'moved', header: 'Moved', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
];
