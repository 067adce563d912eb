import { type ReactNode, useState } from 'react';
import type { InputOf } from '../../../api/contracts.js';
import type { ProcessDetails } from '../../../api/dtos.js';
import { useCommand } from '../../../data/use-command.js';
import { Button } from '../../../design/actions/button.js';
import { useToast } from '../../../design/feedback/toasts.js';
import { ReasonDialog } from './reason-dialog.js';

/** Gives a process up, for a reason. */
export function CancelProcess({
  params,
  process: { status, openCommands, deadlines, cancelled },
}: {
  readonly params: InputOf<'cancelProcess'>['params'];
  readonly process: ProcessDetails;
}): ReactNode {
  const toast = useToast();
  const [isAsking, setIsAsking] = useState(false);
  const close = (): void => setIsAsking(false);
  const command = useCommand('cancelProcess', {
    changes: ['showProcess', 'listProcesses', 'showOverview'],
    onSuccess: () => {
      toast('The process is cancelled.');
      close();
    },
  });
  const isOver = status === 'ended' && openCommands.length === 0 && deadlines.length === 0;
  if (cancelled || isOver) return null;
  return (
    <>
      <Button
        look="danger"
        onClick={() => {
          command.reset();
          setIsAsking(true);
        }}
      >
        Cancel process
      </Button>
      {isAsking && (
        <ReasonDialog
          title="Cancel this process"
          confirmLabel="Cancel process"
          isDangerous
          isReasonRequired
          isRunning={command.isRunning}
          error={command.error}
          onConfirm={(reason) => command.run({ params, body: { reason } })}
          onClose={close}
        >
          <p>
            It dispatches nothing any more, whatever comes. What it has done stays done. This can not be
            undone.
          </p>
        </ReasonDialog>
      )}
    </>
  );
}
