import { useEffect, useState } from 'react';

const STEP_MS = 900;

/** Playing a stream from one revision to the next. */
export interface Playback {
  readonly isPlaying: boolean;
  /** Begins at the first revision when the last one is shown. */
  play(): void;
  pause(): void;
}

/**
 * Goes to the next revision at an interval, and stops at the last one.
 * @param isReady whether what belongs to `revision` is shown: nothing is skipped because it came late
 */
export function usePlayback(
  revision: number,
  last: number,
  isReady: boolean,
  goTo: (revision: number) => void,
): Playback {
  const [isPlaying, setIsPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying || !isReady || revision >= last) return;
    const timer = setTimeout(() => {
      if (revision + 1 === last) setIsPlaying(false);
      goTo(revision + 1);
    }, STEP_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, isReady, revision, last, goTo]);
  return {
    isPlaying,
    play() {
      if (revision >= last) goTo(0);
      setIsPlaying(true);
    },
    pause: () => setIsPlaying(false),
  };
}
