import { LRUCache } from 'lru-cache';
import type { Decider } from '../../domain/decider.js';
import type { Message } from '../../domain/message.js';
import type { EventStore } from '../event-store.js';
import type { RecordedEvent } from '../recorded-event.js';
import type { SnapshotStore } from '../snapshots/snapshot-store.js';
import type { Upcasters } from '../upcasting/upcasters.js';
import { AnsweredCommands } from './answered-commands.js';
import { StreamState } from './stream-state.js';

/** What a `StreamLoader` works with. */
export interface StreamLoaderParts<State, Event extends Message> {
  readonly eventStore: EventStore;
  readonly decider: Decider<State, never, Event>;
  readonly upcasters: Upcasters;
  readonly snapshots?: { readonly store: SnapshotStore; readonly stateVersion: number } | undefined;
  /** How many commands of one stream are remembered. */
  readonly rememberedCommands: number;
  /** How much is cached, counted in streams plus remembered commands. */
  readonly cacheSize: number;
}

/** Brings streams to their latest state, from the cache or a snapshot as far as those reach. */
export class StreamLoader<State, Event extends Message> {
  readonly #cache: LRUCache<string, StreamState<State, Event>>;

  constructor(private readonly parts: StreamLoaderParts<State, Event>) {
    this.#cache = new LRUCache({
      maxSize: parts.cacheSize,
      sizeCalculation: ({ answered }) => 1 + answered.size,
    });
  }

  /** What the cache holds of a stream: possibly behind the store. */
  cached(stream: string): StreamState<State, Event> | undefined {
    return this.#cache.get(stream);
  }

  /** Puts a state (back) into the cache; to be called whenever it has moved. */
  keep(stream: string, state: StreamState<State, Event>): void {
    // A value set a second time would keep the size it had at first.
    this.#cache.delete(stream);
    this.#cache.set(stream, state);
  }

  /** Drops what the cache holds, for when it can't be trusted. */
  forget(stream: string): void {
    this.#cache.delete(stream);
  }

  /**
   * A state as of now, folded from the stream's events behind the latest usable snapshot.
   * @throws EventStoreUnavailableError
   */
  async load(stream: string): Promise<StreamState<State, Event>> {
    const state = (await this.#fromSnapshot(stream)) ?? this.initial();
    await this.catchUp(stream, state);
    return state;
  }

  /** A state as of now, folded from the first event on: for when snapshot and stream don't fit together. */
  async loadFromStart(stream: string): Promise<StreamState<State, Event>> {
    const state = this.initial();
    await this.catchUp(stream, state);
    return state;
  }

  /**
   * Folds in what the stream has behind `state`, and keeps the state cached.
   * @throws EventStoreUnavailableError
   */
  async catchUp(stream: string, state: StreamState<State, Event>): Promise<void> {
    for await (const event of this.parts.eventStore.readStream(stream, { from: state.revision + 1 })) {
      state.apply({
        revision: event.revision,
        position: event.position,
        commandId: event.metadata.commandId,
        events: this.parts.upcasters.raise(event).map(typed<Event>),
      });
    }
    this.keep(stream, state);
  }

  /** The state of a stream before its first event. */
  initial(): StreamState<State, Event> {
    const { decider, rememberedCommands } = this.parts;
    return new StreamState(decider, new AnsweredCommands(rememberedCommands), decider.initialState);
  }

  async #fromSnapshot(stream: string): Promise<StreamState<State, Event> | undefined> {
    const { decider, rememberedCommands, snapshots } = this.parts;
    const snapshot = await snapshots?.store.load(stream);
    if (snapshot === undefined || snapshot.stateVersion !== snapshots?.stateVersion) return undefined;
    const { state, revision, position, answered } = snapshot;
    const commands = new AnsweredCommands(rememberedCommands, answered);
    return new StreamState(decider, commands, state as State, revision, position);
  }
}

function typed<Event extends Message>({ type, data }: RecordedEvent): Event {
  return { type, data } as Event;
}
