import { type ReactNode, useId, useState } from 'react';
import type { InputOf } from '../../../api/contracts.js';
import { useCommand } from '../../../data/use-command.js';
import { ConfirmDialog } from '../../../design/actions/confirm-dialog.js';
import { useToast } from '../../../design/feedback/toasts.js';
import styles from './breakers.module.css';
import type { PlacedBreaker } from './placed-breaker.js';

type Update = InputOf<'switchCircuitBreaker'>['body']['updateState'];

const UPDATES: Readonly<Record<Update, { readonly label: string; readonly effect: string }>> = {
  CLOSE: { label: 'Close', effect: 'Calls pass; it opens again when too many of them fail or are slow.' },
  FORCE_OPEN: { label: 'Force open', effect: 'All calls are refused until it is closed by hand.' },
  DISABLE: { label: 'Disable', effect: 'Calls pass, whatever becomes of them, and are not counted.' },
  METRICS_ONLY: { label: 'Count only', effect: 'Calls pass and are counted; it never opens.' },
};

/** Asks what a circuit breaker is to be switched to, and switches it. */
export function SwitchBreaker({
  breaker: { service, instance, name, state },
  onClose,
}: {
  readonly breaker: PlacedBreaker;
  readonly onClose: () => void;
}): ReactNode {
  const toast = useToast();
  const group = useId();
  const [update, setUpdate] = useState<Update>(state === 'CLOSED' ? 'FORCE_OPEN' : 'CLOSE');
  const command = useCommand('switchCircuitBreaker', {
    changes: ['showOverview', 'showInstance'],
    onSuccess: (answer) => {
      toast(`${answer.name} of ${instance} is ${answer.state.toLowerCase().replace('_', ' ')}.`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Switch ${name}`}
      confirmLabel="Switch"
      isDangerous={update !== 'CLOSE'}
      isRunning={command.isRunning}
      error={command.error}
      onClose={onClose}
      onConfirm={() =>
        command.run({ params: { service, instance, circuitBreaker: name }, body: { updateState: update } })
      }
    >
      <p>
        How {instance} calls {name}. Other instances have circuit breakers of their own.
      </p>
      <fieldset className={styles.choices}>
        <legend>Switch to</legend>
        {(Object.keys(UPDATES) as Update[]).map((one) => (
          <label key={one} className={styles.choice}>
            <input type="radio" name={group} checked={one === update} onChange={() => setUpdate(one)} />
            <span>
              {UPDATES[one].label}
              <small>{UPDATES[one].effect}</small>
            </span>
          </label>
        ))}
      </fieldset>
    </ConfirmDialog>
  );
}
