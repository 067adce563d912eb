import type { Building } from '../../../api/dtos.js';

/** How a rebuild goes on. */
export interface RebuildProgress {
  readonly share: number;
  readonly elapsedMs: number;
  /** At the rate so far; undefined while too little is done to tell, and once nothing is left. */
  readonly leftMs: number | undefined;
}

const TELLING_SHARE = 0.02;

/** @param now in ms since the epoch */
export function rebuildProgress({ share, since }: Building, now: number): RebuildProgress {
  const elapsedMs = Math.max(0, now - Date.parse(since));
  const isTelling = share >= TELLING_SHARE && share < 1;
  return { share, elapsedMs, leftMs: isTelling ? (elapsedMs * (1 - share)) / share : undefined };
}
