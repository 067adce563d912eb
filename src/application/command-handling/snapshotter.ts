import type { Message } from '../../domain/message.js';
import type { SnapshotPolicy } from '../snapshots/snapshot-policy.js';
import type { StreamState } from './stream-state.js';

/** Writes snapshots beside the commands: nobody waits for one, and at most one of a stream is being written. */
export class Snapshotter<State, Event extends Message> {
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(private readonly policy: SnapshotPolicy) {}

  /** Writes a snapshot when the way from revision `before` to the present one has passed a multiple of `every`. */
  moved(stream: string, before: number, now: StreamState<State, Event>): void {
    const { every } = this.policy;
    if (Math.floor((before + 1) / every) === Math.floor((now.revision + 1) / every)) return;
    if (this.#underWay.has(stream)) return;
    const done = this.#save(stream, now).finally(() => this.#underWay.delete(stream));
    this.#underWay.set(stream, done);
  }

  async settled(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  async #save(
    stream: string,
    { state, revision, position, answered }: StreamState<State, Event>,
  ): Promise<void> {
    const { store, stateVersion, onFailure } = this.policy;
    try {
      await store.save(stream, { stateVersion, revision, position, state, answered: answered.toArray() });
    } catch (error) {
      onFailure?.(stream, error);
    }
  }
}
