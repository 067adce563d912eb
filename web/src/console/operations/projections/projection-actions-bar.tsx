import { type ReactNode, useState } from 'react';
import type { Projection } from '../../../api/dtos.js';
import { useCommand } from '../../../data/use-command.js';
import { Button } from '../../../design/actions/button.js';
import { ConfirmDialog } from '../../../design/actions/confirm-dialog.js';
import { useToast } from '../../../design/feedback/toasts.js';
import styles from './projections.module.css';
import { type PossibleActions, possibleActions } from './projection-actions.js';

type Action = keyof PossibleActions;

const CHANGES = ['showProjection', 'listProjections', 'showOverview'] as const;

const TEXTS: Readonly<
  Record<Action, { readonly label: string; readonly effect: string; readonly done: string }>
> = {
  rebuild: {
    label: 'Rebuild',
    effect:
      'A new generation is filled from the first event on, beside the present one, which goes on answering. The new one takes over by itself. Nothing outside is done again.',
    done: 'The rebuild is asked for.',
  },
  cancel: {
    label: 'Cancel rebuild',
    effect: 'What has been filled so far is dropped. The present generation goes on answering.',
    done: 'The rebuild is cancelled.',
  },
  pause: {
    label: 'Pause',
    effect: 'Queries go on being answered, but show what is now until it is resumed.',
    done: 'The projection stands still.',
  },
  resume: {
    label: 'Resume',
    effect: 'It goes on where it stood, and catches up with the log.',
    done: 'The projection goes on.',
  },
};

/** Rebuilds, pauses, resumes a projection, each after asking. */
export function ProjectionActions({
  service,
  projection,
}: {
  readonly service: string;
  readonly projection: Projection;
}): ReactNode {
  const toast = useToast();
  const [asked, setAsked] = useState<Action>();
  const close = (): void => setAsked(undefined);
  const settings = {
    changes: CHANGES,
    onSuccess: () => {
      if (asked !== undefined) toast(TEXTS[asked].done);
      close();
    },
  };
  const commands = {
    rebuild: useCommand('rebuildProjection', settings),
    cancel: useCommand('cancelRebuild', settings),
    pause: useCommand('pauseProjection', settings),
    resume: useCommand('resumeProjection', settings),
  };
  const possible = possibleActions(projection);
  const command = asked && commands[asked];
  return (
    <div className={styles.actions} role="group" aria-label="What can be done">
      {(Object.keys(TEXTS) as Action[])
        .filter((action) => possible[action])
        .map((action) => (
          <Button
            key={action}
            onClick={() => {
              commands[action].reset();
              setAsked(action);
            }}
          >
            {TEXTS[action].label}
          </Button>
        ))}
      {asked !== undefined && command !== undefined && (
        <ConfirmDialog
          title={`${TEXTS[asked].label}: ${projection.name}`}
          confirmLabel={TEXTS[asked].label}
          isDangerous={asked === 'cancel' || asked === 'pause'}
          isRunning={command.isRunning}
          error={command.error}
          onConfirm={() => command.run({ params: { service, projection: projection.name } })}
          onClose={close}
        >
          <p>{TEXTS[asked].effect}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
