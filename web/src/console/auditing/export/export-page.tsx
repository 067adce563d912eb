import { getRouteApi, useBlocker } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useApiQuery } from '../../../data/use-api-query.js';
import { Button } from '../../../design/actions/button.js';
import { ConfirmDialog } from '../../../design/actions/confirm-dialog.js';
import { ErrorState } from '../../../design/feedback/error-state.js';
import { RowForm } from '../../../design/forms/row-form.js';
import { TextField } from '../../../design/forms/text-field.js';
import { Page } from '../../../design/layout/page.js';
import { Panel } from '../../../design/layout/panel.js';
import auditing from '../auditing.module.css';
import { DownloadTarget, saveAs } from './download-target.js';
import { exportName } from './export-name.js';
import { ExportProgress } from './export-progress.js';
import { canWriteFiles, chosenFile } from './file-target.js';
import { useExport } from './use-export.js';

const route = getRouteApi('/console/export');

/** The log to take away. */
export function ExportPage(): ReactNode {
  const { behind } = route.useSearch();
  const navigate = route.useNavigate();
  const checkpoint = useApiQuery('latestCheckpoint', {});
  const exporting = useExport();
  const [error, setError] = useState<Error>();
  const { status } = exporting.state;
  const isOpen = status === 'running' || status === 'interrupted';
  const leaving = useBlocker({
    shouldBlockFn: ({ current, next }) => isOpen && current.pathname !== next.pathname,
    enableBeforeUnload: () => isOpen,
    withResolver: true,
  });
  const name = (): string => exportName(new Date(), behind);
  const toFile = async (): Promise<void> => {
    try {
      setError(undefined);
      const target = await chosenFile(name());
      if (target !== undefined) exporting.start(target, behind);
    } catch (reason) {
      setError(reason as Error);
    }
  };
  return (
    <Page
      title="Export"
      lead="All events in order, one line of JSON each, to be kept, searched or verified elsewhere."
    >
      <Panel title="What to export">
        <RowForm
          key={behind}
          label="Where to begin"
          onSubmit={(values) =>
            void navigate({ search: { behind: values['behind'] || undefined }, replace: true })
          }
        >
          <TextField
            label="Behind position"
            name="behind"
            inputMode="numeric"
            pattern="\d{1,19}"
            title="Decimal digits"
            autoComplete="off"
            placeholder="from the first event"
            defaultValue={behind}
          />
          <Button type="submit">Set</Button>
        </RowForm>
        <p>
          {behind === undefined
            ? 'From the first event on.'
            : `Only what stands behind position ${behind}: put it after the file that ended there.`}
        </p>
        {error !== undefined && <ErrorState error={error} />}
        <div className={auditing.row}>
          {canWriteFiles && (
            <Button look="primary" disabled={isOpen} onClick={() => void toFile()}>
              Write to a file …
            </Button>
          )}
          <Button
            look={canWriteFiles ? 'secondary' : 'primary'}
            disabled={isOpen}
            onClick={() => exporting.start(new DownloadTarget(saveAs(name())), behind)}
          >
            Download
          </Button>
        </div>
        <p className={auditing.soft}>
          {canWriteFiles
            ? 'Writing to a file takes a log of any size. A download is kept by the browser until it is whole: good for up to about a gigabyte.'
            : 'The browser keeps a download until it is whole: good for up to about a gigabyte. For more, use “webstore export --out log.jsonl”.'}
        </p>
        <ExportProgress exporting={exporting} signedUpTo={checkpoint.data?.checkpoint?.position} />
      </Panel>
      {leaving.status === 'blocked' && (
        <ConfirmDialog
          title="Leave the export?"
          confirmLabel="Leave"
          isDangerous
          onConfirm={leaving.proceed}
          onClose={leaving.reset}
        >
          It has not come to its end. What has come so far will be lost.
        </ConfirmDialog>
      )}
    </Page>
  );
}
