import type { AnsweredCommand } from '../command-handling/answered-commands.js';

/** A stream's state at one revision, so that a reader needs only the events behind it. Losing one costs time only. */
export interface Snapshot {
  /** The version of the state's shape; a reader that knows another one ignores the snapshot. */
  readonly stateVersion: number;
  readonly revision: number;
  readonly position: bigint;
  /** JSON. */
  readonly state: unknown;
  /** The last commands that the state has seen, oldest first. */
  readonly answered: readonly AnsweredCommand[];
}
