import { type ReactNode, useId } from 'react';
import type { ApiError } from '../../../api/api-error.js';
import { Button } from '../../../design/actions/button.js';
import { Dialog } from '../../../design/actions/dialog.js';
import { fieldError } from '../../../design/forms/field-errors.js';
import { Form } from '../../../design/forms/form.js';
import { TextField } from '../../../design/forms/text-field.js';

/** What is to be confirmed, and why. */
export interface ReasonDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly confirmLabel: string;
  readonly isDangerous?: boolean;
  readonly isReasonRequired?: boolean;
  readonly isRunning: boolean;
  readonly error: ApiError | null;
  /** @param reason trimmed; empty when none was given */
  onConfirm(reason: string): void;
  onClose(): void;
}

/** Asks before something is done, and for the reason, which is recorded with it. */
export function ReasonDialog(props: ReasonDialogProps): ReactNode {
  const form = useId();
  const { title, children, confirmLabel, isDangerous = false, isReasonRequired = false, error } = props;
  return (
    <Dialog
      title={title}
      onClose={props.onClose}
      actions={
        <>
          <Button onClick={props.onClose}>Not now</Button>
          <Button
            type="submit"
            form={form}
            look={isDangerous ? 'danger' : 'primary'}
            isBusy={props.isRunning}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {children}
      <Form
        id={form}
        error={error}
        fields={['reason']}
        onSubmit={({ reason = '' }) => props.onConfirm(reason.trim())}
      >
        <TextField
          label={isReasonRequired ? 'Reason' : 'Reason (optional)'}
          name="reason"
          hint="It is recorded, for whoever asks later."
          required={isReasonRequired}
          maxLength={500}
          autoComplete="off"
          error={fieldError(error, 'reason')}
        />
      </Form>
    </Dialog>
  );
}
