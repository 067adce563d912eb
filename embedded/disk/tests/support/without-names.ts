import type { LockOptions } from '../../src/index.js';

/** A system whose kernel has no names for directories. */
export const withoutNames: LockOptions = { holdName: () => Promise.resolve(undefined) };
