/**
 * Commands that are still open when the newest step of their process is this old have been left behind by a crash; younger
 * ones are most likely being dispatched at this moment. Longer than any dispatch may take.
 */
export const ABANDONED_AFTER_MS = 30_000;
