import type { CheckpointStore } from './checkpoint-store.js';
import type { DeadLetterStore } from './dead-letter-store.js';
import type { LeaseStore } from './lease-store.js';

/** Where an `EventProcessor` keeps what it must not forget. */
export interface ProcessorStores {
  readonly checkpoints: CheckpointStore;
  readonly leases: LeaseStore;
  readonly deadLetters: DeadLetterStore;
}
