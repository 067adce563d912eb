import type { Decider } from '../../domain/decider.js';
import type { Message } from '../../domain/message.js';
import type { Clock } from '../clock.js';
import { ConcurrencyError } from '../concurrency-error.js';
import type { AppendResult, EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';
import { TransientError } from '../transient-error.js';
import { WrongExpectedRevisionError } from '../wrong-expected-revision-error.js';
import type { Answer } from './command-queue.js';
import { decideGroup, type Decision, type Request } from './decide-group.js';
import type { Snapshotter } from './snapshotter.js';
import type { StreamLoader } from './stream-loader.js';
import type { StreamState } from './stream-state.js';

/** What a `GroupCommitter` works with. */
export interface GroupCommitterParts<State, Body extends Message, Event extends Message> {
  readonly eventStore: EventStore;
  readonly decider: Decider<State, Body, Event>;
  readonly eventVersions: Readonly<Record<Event['type'], number>>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly loader: StreamLoader<State, Event>;
  readonly snapshotter: Snapshotter<State, Event> | undefined;
  readonly attempts: number;
  readonly openedBy: ReadonlySet<string>;
}

/** Decides the commands of one stream that have come together, and appends what they lead to as one. */
export class GroupCommitter<State, Body extends Message, Event extends Message> {
  constructor(private readonly parts: GroupCommitterParts<State, Body, Event>) {}

  /**
   * @returns the answer to each request, in order
   * @throws ConcurrencyError, EventStoreUnavailableError when that is the answer to all of them
   */
  async commit(stream: string, requests: readonly Request<Body>[]): Promise<readonly Answer[]> {
    try {
      return await this.#commit(stream, requests);
    } catch (error) {
      this.parts.loader.forget(stream);
      if (error instanceof TransientError || requests.length === 1) throw error;
      // The store refuses the group, for example because together its events are too large: each by itself, then.
      const answers: Answer[] = [];
      for (const request of requests) {
        answers.push(...(await this.commit(stream, [request]).catch((own: unknown) => [{ error: own }])));
      }
      return answers;
    }
  }

  async #commit(stream: string, requests: readonly Request<Body>[]): Promise<readonly Answer[]> {
    const { loader, decider, eventVersions, attempts } = this.parts;
    const guess = loader.cached(stream) ?? this.#unopened(requests);
    let current = guess === undefined;
    let base = guess ?? (await loader.load(stream));
    for (let attempt = 1; ; attempt++) {
      const decidedAt = base.revision;
      const decisions = decideGroup(stream, base, requests, decider, eventVersions);
      if (decisions.some(({ kind }) => kind === 'events')) {
        try {
          const appended = await this.#append(stream, base, decisions);
          return answersOf(stream, base, decisions, appended);
        } catch (error) {
          if (!(error instanceof WrongExpectedRevisionError)) throw error;
          if (attempt >= attempts) throw new ConcurrencyError(stream, attempts);
        }
        if (attempt > 1) await this.#pause(attempt);
        await loader.catchUp(stream, base);
        // A conflict without anything new means that the base has nothing to do with the stream as it now is.
        if (base.revision === decidedAt) base = await loader.loadFromStart(stream);
        current = true;
      } else {
        // No append has confirmed that the state is the latest, and what is refused or left alone may depend on that.
        const final = current || decisions.every(({ kind }) => kind === 'repeated');
        if (!final) await loader.catchUp(stream, base);
        if (base.revision === decidedAt) return answersOf(stream, base, decisions);
        current = true;
      }
    }
  }

  /** A command that opens a stream rarely finds one: the append, or else a look at the store, will tell. */
  #unopened([first]: readonly Request<Body>[]): StreamState<State, Event> | undefined {
    const { loader, openedBy } = this.parts;
    return first !== undefined && openedBy.has(first.command.body.type) ? loader.initial() : undefined;
  }

  async #append(
    stream: string,
    base: StreamState<State, Event>,
    decisions: readonly Decision<Event>[],
  ): Promise<AppendResult> {
    const { eventStore, loader, snapshotter } = this.parts;
    const before = base.revision;
    const writing = decisions.filter((decision) => decision.kind === 'events');
    const appended = await eventStore.append(
      stream,
      before < 0 ? 'no-stream' : before,
      writing.flatMap(({ written }) => written),
    );
    let revision = before;
    for (const { events, written } of writing) {
      for (const [index, event] of events.entries()) {
        const commandId = written[index]?.metadata.commandId as string;
        base.apply({ revision: ++revision, position: appended.position, commandId, events: [event] });
      }
    }
    loader.keep(stream, base);
    snapshotter?.moved(stream, before, base);
    return appended;
  }

  /** Up to 5, 10, 20, … at most 200 ms, by chance, so that contenders fall out of step. */
  async #pause(attempt: number): Promise<void> {
    const { clock, randomness } = this.parts;
    await clock.sleep(randomness.fraction() * Math.min(200, 2.5 * 2 ** (attempt - 1)));
  }
}

function answersOf<State, Event extends Message>(
  stream: string,
  base: StreamState<State, Event>,
  decisions: readonly Decision<Event>[],
  appended?: AppendResult,
): readonly Answer[] {
  const behindAll = appended?.position ?? base.position;
  return decisions.map((decision) => {
    if (decision.kind === 'refused') return { error: decision.error };
    const { revision } = decision;
    const repeated = decision.kind === 'repeated';
    const position = (repeated ? decision.position : undefined) ?? behindAll;
    return { result: { stream, revision, position, repeated } };
  });
}
