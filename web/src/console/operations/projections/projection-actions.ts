import type { Projection } from '../../../api/dtos.js';

/** What an operator can do with a projection as it is. */
export interface PossibleActions {
  readonly rebuild: boolean;
  readonly cancel: boolean;
  readonly pause: boolean;
  readonly resume: boolean;
}

/** What makes sense at present; the service refuses the rest. */
export function possibleActions({
  state,
  rebuildRequested,
  building,
}: Pick<Projection, 'state' | 'rebuildRequested' | 'building'>): PossibleActions {
  const isPaused = state === 'paused';
  const isRebuilding = rebuildRequested || building !== null;
  return {
    rebuild: !isPaused && !isRebuilding,
    cancel: isRebuilding,
    pause: !isPaused,
    resume: isPaused,
  };
}
