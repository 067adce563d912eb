import { useEffect } from 'react';
import type { ReplayedState, StateDifference, StreamEvent } from '../../../api/dtos.js';
import { useApiQuery } from '../../../data/use-api-query.js';
import { usePrefetch } from '../../../data/use-prefetch.js';
import { useSettled } from '../../../design/base/use-settled.js';
import type { LoadedQuery } from '../../../design/feedback/loaded.js';
import { changesInput, eventsInput, stateInput } from './step-inputs.js';

/** A revision that the slider only passes is not asked for. In milliseconds. */
const SETTLED_MS = 90;

/** A stream at a revision. */
export interface Step {
  /** Which one is shown: the one wanted as soon as it is there. */
  readonly revision: number;
  readonly event: StreamEvent | undefined;
  readonly state: LoadedQuery<ReplayedState>;
  readonly changes: LoadedQuery<StateDifference>;
  /** Whether all there is to see belongs to the revision wanted. */
  readonly isComplete: boolean;
}

/** A stream at a revision up to `last`; its neighbours are fetched as well, so that the next step shows at once. */
export function useStep(stream: string, wanted: number, last: number): Step {
  const { prefetch, isAtHand } = usePrefetch();
  const isThere = (revision: number): boolean =>
    isAtHand('replayState', stateInput(stream, revision)) &&
    isAtHand('diffStates', changesInput(stream, revision));
  const settled = useSettled(wanted, SETTLED_MS, isThere(wanted));
  const settings = { isForGood: true, keepsPrevious: true };
  const state = useApiQuery('replayState', stateInput(stream, settled), settings);
  const changes = useApiQuery('diffStates', changesInput(stream, settled), settings);
  const events = useApiQuery('listStreamEvents', eventsInput(stream, settled), { keepsPrevious: true });
  const isLoaded = !state.isPlaceholderData && !changes.isPlaceholderData;
  const isDone = isLoaded && !state.isPending && !changes.isPending && !state.isError && !changes.isError;
  useEffect(() => {
    if (!isDone) return;
    for (const neighbour of [settled + 1, settled - 1]) {
      if (neighbour < 0 || neighbour > last) continue;
      prefetch('replayState', stateInput(stream, neighbour));
      prefetch('diffStates', changesInput(stream, neighbour));
    }
  }, [prefetch, stream, settled, last, isDone]);
  return {
    revision: settled,
    event: events.data?.items.find(({ revision }) => revision === settled),
    state,
    changes,
    isComplete: settled === wanted && isLoaded,
  };
}
