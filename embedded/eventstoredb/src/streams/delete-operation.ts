import { SOFT_DELETED_METADATA } from '../events/stream-metadata.js';
import type { WriteOperation } from '../store/event-store.js';
import type { StoreWriter } from '../store/writer.js';
import { type ExpectedRevision, expectationHolds } from './append.js';

/** What came of a delete or a tombstone. */
export type DeleteOutcome =
  | { readonly kind: 'deleted'; readonly position: number }
  | { readonly kind: 'wrong-expected-revision'; readonly current: number }
  | { readonly kind: 'stream-deleted' };

/** Who gets to know what came of a delete. */
export interface DeleteObserver {
  onOutcome(outcome: DeleteOutcome): void;
  /** The store cannot write; the delete must be taken as unknown. */
  onFailure(error: Error): void;
}

/** Deletes a stream so that it can come back (`soft`), or ends it for good (`tombstone`). */
export class DeleteOperation implements WriteOperation {
  #outcome: DeleteOutcome | undefined;

  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly mode: 'soft' | 'tombstone',
    readonly observer: DeleteObserver,
  ) {}

  run(writer: StoreWriter): void {
    this.#outcome = this.#delete(writer);
  }

  durable(): void {
    this.observer.onOutcome(this.#outcome!);
  }

  failed(error: Error): void {
    this.observer.onFailure(error);
  }

  #delete(writer: StoreWriter): DeleteOutcome {
    const stream = writer.view(this.stream);
    if (stream.isTombstoned) return { kind: 'stream-deleted' };
    const current = stream.lastRevision;
    const mayBeMissing = this.mode === 'tombstone';
    if (!expectationHolds(stream, this.expected) || (current < 0 && !mayBeMissing)) {
      return { kind: 'wrong-expected-revision', current };
    }
    const position =
      this.mode === 'soft' ? writer.setMetadata(stream, SOFT_DELETED_METADATA) : writer.tombstone(stream);
    return { kind: 'deleted', position };
  }
}
