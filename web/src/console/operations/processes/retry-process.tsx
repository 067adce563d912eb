import { type ReactNode, useState } from 'react';
import type { InputOf } from '../../../api/contracts.js';
import type { ProcessDetails } from '../../../api/dtos.js';
import { useCommand } from '../../../data/use-command.js';
import { Button } from '../../../design/actions/button.js';
import { useToast } from '../../../design/feedback/toasts.js';
import { ReasonDialog } from './reason-dialog.js';
import { retriedText } from './retried-text.js';

/** Lets a process try again what waits for another try. */
export function RetryProcess({
  params,
  process: { retryable },
}: {
  readonly params: InputOf<'retryProcess'>['params'];
  readonly process: ProcessDetails;
}): ReactNode {
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const close = (): void => setIsAsking(false);
  const command = useCommand('retryProcess', {
    changes: ['showProcess', 'listProcesses', 'showOverview'],
    onSuccess: ({ retried }) => {
      toast(retriedText(retried));
      close();
    },
  });
  if (!retryable) return null;
  return (
    <>
      <Button
        look="primary"
        onClick={() => {
          command.reset();
          setIsAsking(true);
        }}
      >
        Retry
      </Button>
      {isAsking && (
        <ReasonDialog
          title="Retry this process"
          confirmLabel="Retry"
          isRunning={command.isRunning}
          error={command.error}
          onConfirm={(reason) => command.run({ params, body: reason === '' ? {} : { reason } })}
          onClose={close}
        >
          <p>
            It tries again now what it would try later: open commands under the ids they had, waits before
            another try, and what is parked. Nothing is done twice.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
