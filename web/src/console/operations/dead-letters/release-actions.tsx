import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '../../../api/contracts.js';
import type { DeadLetterDetails, Release } from '../../../api/dtos.js';
import { useCommand } from '../../../data/use-command.js';
import { Button } from '../../../design/actions/button.js';
import { ConfirmDialog } from '../../../design/actions/confirm-dialog.js';
import { useToast } from '../../../design/feedback/toasts.js';
import styles from './dead-letters.module.css';

type Way = 'replay' | 'skip';

const TEXTS: Readonly<
  Record<Way, { readonly label: string; readonly effect: string; readonly done: string }>
> = {
  replay: {
    label: 'Replay',
    effect:
      'The event is handled again, and then what waits behind it, in order. If it fails again, it stays parked.',
    done: 'It could be handled, and what waited behind it.',
  },
  skip: {
    label: 'Skip this event',
    effect:
      'This event is passed over here for good, as if it had not been; what waits behind it is handled. The log keeps it. This can not be undone.',
    done: 'The event is skipped, and what waited behind it is handled.',
  },
};

/** The ways out for what is parked: to handle it again, or to pass the poisonous event over. */
export function ReleaseActions({
  params,
  letter: { request, type, waiting },
  onStillParked,
}: {
  readonly params: InputOf<'showDeadLetter'>['params'];
  readonly letter: DeadLetterDetails;
  /** Called when something is parked still: it may be another event. */
  readonly onStillParked: () => void;
}): ReactNode {
  const toast = useToast();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<Way>();
  const [unreleased, setUnreleased] = useState<Release>();
  const close = (): void => setAsked(undefined);
  const settings = {
    changes: ['listDeadLetters', 'showOverview'] as const,
    onSuccess: (release: Release) => {
      const way = asked;
      close();
      if (release.outcome !== 'released') {
        setUnreleased(release);
        onStillParked();
        return;
      }
      if (way !== undefined) toast(TEXTS[way].done);
      void navigate({ to: '/console/dead-letters' });
    },
  };
  const commands = {
    replay: useCommand('replayDeadLetter', settings),
    skip: useCommand('skipDeadLetter', settings),
  };
  return (
    <>
      {unreleased !== undefined && (
        <p role="alert" className={styles.unreleased}>
          {unreleased.outcome === 'pending'
            ? 'No instance has taken it up yet; one will. Look again in a moment.'
            : `It is still parked: ${unreleased.error ?? 'nobody can say why'}`}
        </p>
      )}
      {request !== null && <p role="status">Asked for: {request}. An instance takes it up within moments.</p>}
      <div className={styles.actions} role="group" aria-label="Ways out">
        {(['replay', 'skip'] as const).map((way) => (
          <Button
            key={way}
            look={way === 'replay' ? 'primary' : 'danger'}
            onClick={() => {
              commands[way].reset();
              setAsked(way);
            }}
          >
            {TEXTS[way].label}
          </Button>
        ))}
      </div>
      {asked !== undefined && (
        <ConfirmDialog
          title={`${TEXTS[asked].label}: ${type}`}
          confirmLabel={TEXTS[asked].label}
          isDangerous={asked === 'skip'}
          isRunning={commands[asked].isRunning}
          error={commands[asked].error}
          onConfirm={() => commands[asked].run({ params })}
          onClose={close}
        >
          <p>{TEXTS[asked].effect}</p>
          <p>
            {waiting === 0
              ? 'Nothing waits behind it.'
              : `${waiting} ${waiting === 1 ? 'event waits' : 'events wait'} behind it.`}
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
