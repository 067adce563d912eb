/** What the top of a lag chart stands for at least: a lag of some milliseconds is none to worry about. */
export const LEAST_MS = 1_000;

/** Between samples that are further apart nobody has looked. */
export const GAP_MS = 10_000;
