import type { Decider } from '../domain/decider.js';
import type { Message } from '../domain/message.js';
import type { Clock } from './clock.js';
import { CommandQueue } from './command-handling/command-queue.js';
import { GroupCommitter } from './command-handling/group-committer.js';
import { Snapshotter } from './command-handling/snapshotter.js';
import { StreamLoader } from './command-handling/stream-loader.js';
import type { Command } from './command.js';
import type { CommandResult } from './command-result.js';
import type { EventStore } from './event-store.js';
import type { Randomness } from './randomness.js';
import type { SnapshotPolicy } from './snapshots/snapshot-policy.js';
import { traced } from './traced.js';
import type { Tracer } from './tracer.js';
import { Upcasters } from './upcasting/upcasters.js';

/** What a `CommandHandler` works with. */
export interface CommandHandlerParts<State, Body extends Message, Event extends Message> {
  readonly eventStore: EventStore;
  readonly decider: Decider<State, Body, Event>;
  /** The schema version that each event type is written with today. */
  readonly eventVersions: Readonly<Record<Event['type'], number>>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Gets a span for each command: from its arrival to its answer. */
  readonly tracer?: Tracer | undefined;
  readonly upcasters?: Upcasters;
  /**
   * Command types that open a stream: decided without looking for one first, which saves a read. When the stream is there
   * after all nothing is lost; only a command repeated in another process may then answer `repeated: false`.
   */
  readonly openedBy?: readonly Body['type'][];
  /** Needs a state that is JSON. */
  readonly snapshots?: SnapshotPolicy;
  /** How often a command is decided anew when others append first, before it fails. Default 12. */
  readonly attempts?: number;
  /** How many waiting commands of one stream share an append. Default 64. */
  readonly groupSize?: number;
  /** How many commands of one stream are remembered for `repeated` answers, the last ones first. Default 2,000. */
  readonly rememberedCommands?: number;
  /** How much is cached, counted in streams plus their remembered commands. Default 50,000 (some 10 MB when full). */
  readonly cacheSize?: number;
}

/** What a caller insists on beside the command itself. */
export interface HandleOptions<State> {
  /** The only revision the command may be handled at, or a list of those that will do (none of an empty one); -1 for a new stream. */
  readonly expectedRevision?: number | readonly number[] | undefined;
  /** Throws when the caller may not change what is in this state; the initial one where there is no stream yet. */
  readonly guard?: ((state: State) => void) | undefined;
}

/** A stream's state as of the moment it was asked for. */
export interface LoadedStream<State> {
  readonly state: State;
  /** -1 when the stream does not exist. */
  readonly revision: number;
  /** Of the last event; 0 when there is none. */
  readonly position: bigint;
}

/**
 * Handles the commands of one kind of aggregate: load, decide, append at exactly the revision it was decided on.
 *
 * Commands for one stream wait for each other; those that have come together are decided one after the other and appended
 * as one. What a cached state leads to counts only once the store has confirmed that the state is the latest.
 *
 * A command id that wrote events is remembered in those events: repeating it (at once, after a restart, in another
 * process) answers what it answered then, as long as it is among the last `rememberedCommands` of its stream. A command
 * that changed nothing or was refused is decided anew. Of commands appended together each answers the position of the
 * last event of all; a repetition may answer its own, earlier one.
 */
export class CommandHandler<State, Body extends Message, Event extends Message> {
  readonly #loader: StreamLoader<State, Event>;
  readonly #snapshotter: Snapshotter<State, Event> | undefined;
  readonly #queue: CommandQueue<Body>;
  readonly #tracer: Tracer | undefined;

  constructor(parts: CommandHandlerParts<State, Body, Event>) {
    this.#loader = new StreamLoader({
      eventStore: parts.eventStore,
      decider: parts.decider,
      upcasters: parts.upcasters ?? new Upcasters(),
      snapshots: parts.snapshots,
      rememberedCommands: parts.rememberedCommands ?? 2_000,
      cacheSize: parts.cacheSize ?? 50_000,
    });
    this.#snapshotter = parts.snapshots === undefined ? undefined : new Snapshotter(parts.snapshots);
    const committer = new GroupCommitter({
      ...parts,
      loader: this.#loader,
      snapshotter: this.#snapshotter,
      attempts: parts.attempts ?? 12,
      openedBy: new Set(parts.openedBy),
    });
    this.#queue = new CommandQueue(
      (stream, requests) => committer.commit(stream, requests),
      parts.groupSize ?? 64,
    );
    this.#tracer = parts.tracer;
  }

  /**
   * @param stream for example `product-<id>`
   * @throws DomainError when the aggregate refuses, and whatever `guard` throws
   * @throws RevisionMismatchError when the stream is not at `expectedRevision`
   * @throws ConcurrencyError when others kept appending first (safe to repeat)
   * @throws EventStoreUnavailableError when the outcome is unknown (safe to repeat)
   * @throws TypeError when the command id is not a UUID
   */
  handle(
    stream: string,
    command: Command<Body>,
    { expectedRevision, guard }: HandleOptions<State> = {},
  ): Promise<CommandResult> {
    const tracer = this.#tracer;
    if (tracer === undefined) return this.#queue.add(stream, { command, expectedRevision, guard });
    const start = {
      name: command.body.type,
      kind: 'internal',
      traceparent: command.traceparent,
      attributes: { 'webstore.stream': stream, 'webstore.command.id': command.commandId },
    } as const;
    return traced(tracer, start, (traceparent) =>
      this.#queue.add(stream, { command: { ...command, traceparent }, expectedRevision, guard }),
    );
  }

  /**
   * The state of a stream as of now; or an earlier one that memory holds, when it is at `atLeast` or behind it.
   * @param options.atLeast a revision that is good enough; saves a read where one's own command has just led there
   * @throws EventStoreUnavailableError
   */
  async load(
    stream: string,
    { atLeast = Infinity }: { readonly atLeast?: number | undefined } = {},
  ): Promise<LoadedStream<State>> {
    const cached = this.#loader.cached(stream);
    if (cached !== undefined && cached.revision < atLeast) await this.#loader.catchUp(stream, cached);
    const { state, revision, position } = cached ?? (await this.#loader.load(stream));
    return { state, revision, position };
  }

  /** Resolves once the snapshots that are being written are written. Nothing is lost without. */
  async settled(): Promise<void> {
    await this.#snapshotter?.settled();
  }
}
