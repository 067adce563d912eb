import type { ProposedEvent } from '../events/recorded-event.js';
import type { WriteOperation } from '../store/event-store.js';
import type { StoreWriter } from '../store/writer.js';
import { type ExpectedRevision, decideAppend } from './append.js';

/** What came of an append. Revisions of -1 mean that the stream has no events. */
export type AppendOutcome =
  /** `position` is missing when the events are in a stream that has been soft-deleted since. */
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number | undefined }
  | { readonly kind: 'wrong-expected-revision'; readonly current: number }
  | { readonly kind: 'stream-deleted' }
  | { readonly kind: 'timed-out' };

/** Who gets to know what came of an append. */
export interface AppendObserver {
  onOutcome(outcome: AppendOutcome): void;
  /** The store cannot write; the append must be taken as unknown. */
  onFailure(error: Error): void;
}

/** Appends events to one stream. */
export class AppendOperation implements WriteOperation {
  #outcome: AppendOutcome | undefined;

  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly events: readonly ProposedEvent[],
    /** When the client no longer waits, in milliseconds since 1970. */
    readonly deadline: number,
    readonly observer: AppendObserver,
  ) {}

  run(writer: StoreWriter): void {
    this.#outcome = writer.now() > this.deadline ? { kind: 'timed-out' } : this.#append(writer);
  }

  durable(): void {
    this.observer.onOutcome(this.#outcome!);
  }

  failed(error: Error): void {
    this.observer.onFailure(error);
  }

  #append(writer: StoreWriter): AppendOutcome {
    const stream = writer.view(this.stream);
    const decision = decideAppend(stream, this.expected, this.events);
    switch (decision.kind) {
      case 'write':
        if (this.events.length > 0) return { kind: 'appended', ...writer.append(stream, this.events) };
        return { kind: 'appended', revision: stream.lastRevision, position: writer.skipPosition() };
      case 'already-written': {
        const { revision } = decision;
        const position = stream.isSoftDeleted ? undefined : stream.positionOf(revision);
        return { kind: 'appended', revision, position };
      }
      default:
        return decision;
    }
  }
}
