import { type ReactNode, useState } from 'react';
import { useCommand } from '../../data/use-command.js';
import { Button } from '../../design/actions/button.js';
import { ConfirmDialog } from '../../design/actions/confirm-dialog.js';
import { focusMain } from '../../design/layout/focus-main.js';
import { TextField } from '../../design/forms/text-field.js';

/** Cancels an order that has no outcome yet, once the customer has confirmed it. */
export function CancelOrder({ orderId }: { readonly orderId: string }): ReactNode {
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState('');
  const cancel = useCommand('cancelOrder', {
    changes: ['getOrder', 'listOrders'],
    // The button that the focus would go back to is gone.
    onSuccess: () => focusMain(),
  });
  return (
    <>
      <Button look="danger" onClick={() => setIsAsking(true)}>
        Cancel order …
      </Button>
      {isAsking && (
        <ConfirmDialog
          title="Cancel this order?"
          confirmLabel="Cancel order"
          isDangerous
          isRunning={cancel.isRunning}
          error={cancel.error}
          onConfirm={() => cancel.run({ params: { orderId }, body: { reason: reason.trim() } })}
          onClose={() => {
            setIsAsking(false);
            cancel.reset();
          }}
        >
          <p>What is reserved for it goes back into the stock. This can’t be undone.</p>
          <TextField
            label="Reason (optional)"
            maxLength={500}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        </ConfirmDialog>
      )}
    </>
  );
}
