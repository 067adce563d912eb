import { useEffect, useSyncExternalStore } from 'react';
import type { Sample } from '../../../design/charts/sample.js';
import { SampleHistory } from './sample-history.js';

/** How far back charts show. */
export const WINDOW_MS = 5 * 60_000;

const history = new SampleHistory(WINDOW_MS);

/** What has been measured of a value lately, while some page asked for it. */
export function useSamples(key: string): readonly Sample[] {
  return useSyncExternalStore(history.subscribe, () => history.samples(key));
}

/**
 * Keeps what an answer says for charts.
 * @param at when the answer came, in ms since the epoch
 * @param valuesOf what it says, by the key of each value
 */
export function useRecording<Answer>(
  answer: Answer | undefined,
  at: number,
  valuesOf: (answer: Answer) => Readonly<Record<string, number>>,
): void {
  useEffect(() => {
    if (answer !== undefined) history.record(at, valuesOf(answer));
  }, [answer, at, valuesOf]);
}
