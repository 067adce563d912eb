import type { SnapshotStore } from './snapshot-store.js';

/** Snapshots are for aggregates whose streams grow long. */
export interface SnapshotPolicy {
  readonly store: SnapshotStore;
  /** A snapshot is written each time a stream's revision passes a multiple of this. */
  readonly every: number;
  /** To be raised whenever the shape of the state changes; snapshots of another version are ignored. */
  readonly stateVersion: number;
  /** Told when one could not be written: the next one makes up for it. */
  readonly onFailure?: (stream: string, error: unknown) => void;
}
