import { useState } from 'react';

/** How a page is kept up. */
export interface Refresh {
  /** How often, in ms; undefined while it stands still. */
  readonly refreshMs: number | undefined;
  readonly everyMs: number;
  toggle(): void;
}

/** Lets a page ask anew every so often, until whoever looks wants it to stand still. */
export function useRefresh(everyMs: number): Refresh {
  const [isStill, setIsStill] = useState(false);
  return {
    refreshMs: isStill ? undefined : everyMs,
    everyMs,
    toggle: () => setIsStill((before) => !before),
  };
}
