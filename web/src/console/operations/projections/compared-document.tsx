import { type ReactNode, useState } from 'react';
import type { DocumentChange, DocumentComparison } from '../../../api/dtos.js';
import { useApiQuery } from '../../../data/use-api-query.js';
import { useCommand } from '../../../data/use-command.js';
import { Button } from '../../../design/actions/button.js';
import { ConfirmDialog } from '../../../design/actions/confirm-dialog.js';
import { JsonLeaf } from '../../../design/json/json-leaf.js';
import { readablePointer } from '../../../design/json/json-pointer.js';
import { Loaded } from '../../../design/feedback/loaded.js';
import { useToast } from '../../../design/feedback/toasts.js';
import type { Column } from '../../../design/tables/column.js';
import { DataTable } from '../../../design/tables/data-table.js';
import { Facts } from '../../../design/values/facts.js';
import { Id } from '../../../design/values/id.js';
import { StatusBadge } from '../../../design/values/status-badge.js';
import { StreamLink } from '../links/stream-link.js';
import { comparisonText, revisionText } from './comparison-text.js';
import styles from './projections.module.css';

/** A document against the fold of its events, and the way to heal it where they differ. */
export function ComparedDocument(params: {
  readonly service: string;
  readonly projection: string;
  readonly document: string;
}): ReactNode {
  const comparison = useApiQuery('compareDocument', { params }, { isRecorded: true });
  return (
    <Loaded query={comparison} what="Folding its events …">
      {(found) => (
        <>
          <p role="status" className={styles.verdict}>
            <StatusBadge tone={found.differs ? 'bad' : 'good'}>
              {found.differs ? 'differs' : 'as its events say'}
            </StatusBadge>{' '}
            {comparisonText(found)}
          </p>
          <Comparison found={found} />
          <div className={styles.actions}>
            <Button onClick={() => void comparison.refetch()}>Compare again</Button>
            {found.differs && <Heal params={params} />}
          </div>
        </>
      )}
    </Loaded>
  );
}

function Comparison({ found }: { readonly found: DocumentComparison }): ReactNode {
  const { stream, storedRevision, foldedRevision, collection, changes } = found;
  return (
    <>
      <Facts
        facts={{
          Stream: stream === null ? 'of several streams' : <StreamLink stream={stream} />,
          'Stored revision': revisionText(storedRevision),
          'Revision of its events': revisionText(foldedRevision),
          Collection: <Id>{collection}</Id>,
        }}
      />
      {changes.length > 0 && (
        <DataTable caption="What differs" columns={columns} rows={changes} rowKey={({ path }) => path} />
      )}
    </>
  );
}

const columns: readonly Column<DocumentChange>[] = [
  { id: 'path', header: 'Field', cell: ({ path }) => <Id>{readablePointer(path)}</Id> },
  { id: 'before', header: 'Stored', cell: ({ before }) => <JsonLeaf value={before} /> },
  { id: 'after', header: 'By its events', cell: ({ after }) => <JsonLeaf value={after} /> },
];

function Heal({
  params,
}: {
  readonly params: { readonly service: string; readonly projection: string; readonly document: string };
}): ReactNode {
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const close = (): void => setIsAsking(false);
  const command = useCommand('healDocument', {
    changes: ['compareDocument', 'showProjection'],
    onSuccess: ({ healed }) => {
      toast(healed ? 'The document is healed.' : 'It did not differ any more.');
      close();
    },
  });
  return (
    <>
      <Button look="primary" onClick={() => setIsAsking(true)}>
        Heal document
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Heal ${params.document}`}
          confirmLabel="Heal document"
          isRunning={command.isRunning}
          error={command.error}
          onConfirm={() => command.run({ params })}
          onClose={close}
        >
          <p>The document is replaced by the fold of its events. No other one changes, and no event does.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
