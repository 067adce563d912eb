import type { Snapshot } from './snapshot.js';

/** Keeps the latest snapshot of each stream. */
export interface SnapshotStore {
  /**
   * The latest snapshot; undefined when there is none or it can't be understood.
   * @throws EventStoreUnavailableError
   */
  load(stream: string): Promise<Snapshot | undefined>;
  /** @throws EventStoreUnavailableError */
  save(stream: string, snapshot: Snapshot): Promise<void>;
}
