import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error.js';
import { Problem } from '../feedback/problem.js';
import { Button } from './button.js';
import { Dialog } from './dialog.js';

/** What is to be confirmed. */
export interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and whether it can be undone. */
  readonly children: ReactNode;
  /** The verb of what is done: "Cancel order". */
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  readonly isRunning?: boolean;
  readonly error?: ApiError | null;
  onConfirm(): void;
  onClose(): void;
}

/** Asks before something is done. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { title, children, confirmLabel, isDangerous = false, isRunning = false, error } = props;
  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Not now</Button>
          <Button look={isDangerous ? 'danger' : 'primary'} isBusy={isRunning} onClick={props.onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      {error && <Problem error={error} />}
    </Dialog>
  );
}
