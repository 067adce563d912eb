import { DomainError } from '../../domain/domain-error.js';
import type { Message } from '../../domain/message.js';
import type { CommandOutcome, ProcessManager } from '../../domain/process-manager.js';
import type { Clock } from '../clock.js';
import type { EventFilter } from '../event-filter.js';
import type { EventHandler } from '../event-handler.js';
import type { EventStore } from '../event-store.js';
import { KeyedQueue } from '../keyed-queue.js';
import { PoisonEventError } from '../poison-event-error.js';
import type { Randomness } from '../randomness.js';
import type { RecordedEvent } from '../recorded-event.js';
import { traced } from '../traced.js';
import type { Tracer } from '../tracer.js';
import { TransientError } from '../transient-error.js';
import { WrongExpectedRevisionError } from '../wrong-expected-revision-error.js';
import { ABANDONED_AFTER_MS } from './abandoned-commands.js';
import type { CommandDispatcher } from './command-dispatcher.js';
import type { Wakeable } from './deadline-scheduler.js';
import { TAKEN_OVER, type ProcessAdvanced } from './process-advanced.js';
import { inputIdOf, outcomeIdOf } from './process-ids.js';
import type { ProcessInstance } from './process-instance.js';
import type { OpenCommand } from './process-log.js';
import { ProcessStore, type StepOrigin } from './process-store.js';
import { decideStep, leadsToNothing, type PendingInput } from './process-step.js';
import { ReactionFailedError } from './reaction-failed-error.js';
import { settleAll } from './settle-all.js';

/** How often a step is decided anew because another instance was first, before the caller is told to come back later. */
const MAX_CONFLICTS = 10;

/** What a `ProcessRuntime` works with. */
export interface ProcessRuntimeParts<
  State,
  Event extends Message,
  Command extends Message,
  Fact extends Message,
> {
  readonly manager: ProcessManager<State, Event, Command, Fact>;
  /** Prefixes of the streams its input events stand in. */
  readonly inputs: readonly string[];
  readonly eventStore: EventStore;
  readonly dispatcher: CommandDispatcher<Command>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** Gets a span for each input: until all is done that it asked for. */
  readonly tracer?: Tracer | undefined;
  /** Raises a stored event to today's messages. Default: the event as it stands. */
  readonly upcast?: (event: RecordedEvent) => readonly Message[];
  /** Processes kept in memory between steps. Default 500. */
  readonly cacheSize?: number;
  /** Processes of one batch that advance side by side. Default 16. */
  readonly concurrency?: number;
}

/**
 * Runs a process manager over durable streams, one per process.
 *
 * A step is one append: the inputs, the facts, the commands to send and the deadlines, together or not at all. Only then
 * are the commands dispatched, side by side; their outcomes and the reactions to them are the next step, until no command
 * is open. `handle` resolves only then, so that a checkpoint never moves past unfinished work: after a crash the input
 * comes again, is found in the inbox, and what is still open is dispatched again under the same ids. What comes to a
 * process that has ended and leads to nothing is not worth a step.
 */
export class ProcessRuntime<State, Event extends Message, Command extends Message, Fact extends Message>
  implements EventHandler, Wakeable
{
  readonly name: string;
  readonly managerName: string;
  readonly filter: EventFilter;
  readonly #store: ProcessStore<State, Event, Command, Fact>;
  readonly #queue = new KeyedQueue();

  constructor(private readonly parts: ProcessRuntimeParts<State, Event, Command, Fact>) {
    const { manager, eventStore, clock, randomness, inputs, cacheSize = 500 } = parts;
    this.name = `process.${manager.name}`;
    this.managerName = manager.name;
    this.filter = { streamPrefixes: inputs };
    this.#store = new ProcessStore(manager, eventStore, clock, randomness, cacheSize);
  }

  laneKey(event: RecordedEvent): string {
    try {
      return this.#inputsOf(event)[0]?.processId ?? event.stream;
    } catch {
      return event.stream; // `handle` meets the same failure and reports it
    }
  }

  async handle(events: readonly RecordedEvent[]): Promise<void> {
    const byProcess = new Map<string, { event: RecordedEvent; input: PendingInput<Event> }[]>();
    for (const event of events) {
      for (const { processId, input } of reportPoison(event, () => this.#inputsOf(event))) {
        const waiting = byProcess.get(processId);
        if (waiting === undefined) byProcess.set(processId, [{ event, input }]);
        else waiting.push({ event, input });
      }
    }
    const failures = await settleAll(
      byProcess,
      this.parts.concurrency ?? 16,
      async ([processId, waiting]) => {
        for (const { event, input } of waiting) {
          await this.#follow(input, originOf(event), (origin) => this.#take(processId, input, origin)).catch(
            (error: unknown) => {
              throw error instanceof ReactionFailedError ? new PoisonEventError(event, error) : error;
            },
          );
        }
      },
    );
    if (failures.length > 0) throw failures.find((error) => error instanceof PoisonEventError) ?? failures[0];
  }

  /**
   * Does what a process has to do by itself: tells it the deadlines that have passed and dispatches the commands that a
   * crash left open. Harmless when there is nothing to do, and from several instances at once: only the one whose step
   * took the deadline in, or took the open commands over, dispatches.
   * @param revision the process is known to have reached; memory that is behind it is not trusted
   * @throws ReactionFailedError when the process manager throws
   * @throws TransientError (or anything else) when it is to be tried again later
   */
  async wake(processId: string, revision: number): Promise<void> {
    await this.#attempt(processId, async (known) => {
      const behind = known.revision === 'no-stream' || known.revision < revision;
      const instance = behind ? await this.#store.load(processId) : known;
      const now = this.parts.clock.now().toISOString();
      for (const deadline of instance.log.deadlinesDue(now)) {
        const { name, deadlineId, dueAt: _, ...origin } = deadline;
        if (instance.log.openDeadlines.get(name) !== deadline) continue; // an earlier one moved or cancelled it
        const message = { type: 'DeadlinePassed', data: { name } } as const;
        const recorded = { inputId: deadlineId, type: message.type, data: message.data };
        const input = { recorded, message };
        await this.#follow(input, origin, (from) => this.#advance(processId, instance, [input], from));
      }
      if (await this.#mayDispatch(processId, instance)) await this.#settle(processId, instance);
    });
  }

  /** Whether the open commands are this instance's to dispatch. Those that were left behind it takes over, by a step. */
  async #mayDispatch(processId: string, instance: ProcessInstance<State, Command, Fact>): Promise<boolean> {
    const [open] = instance.log.openCommands.values();
    if (open === undefined) return false;
    await this.#store.refresh(instance);
    if (instance.log.openCommands.size === 0) return false;
    if (this.parts.clock.now().getTime() - instance.movedAt < ABANDONED_AFTER_MS) return instance.movedHere;
    await this.#store.append(processId, instance, TAKEN_OVER, open);
    return true;
  }

  /** Lets a tracer, if there is one, follow what an input leads to; `work` then goes on from the input's span. */
  #follow(
    { recorded }: PendingInput<Event>,
    origin: StepOrigin,
    work: (origin: StepOrigin) => Promise<void>,
  ): Promise<void> {
    const { tracer } = this.parts;
    if (tracer === undefined) return work(origin);
    const start = {
      name: `${this.name} ${recorded.type}`,
      kind: 'consumer',
      traceparent: origin.traceparent,
      attributes: { 'webstore.input.id': recorded.inputId },
    } as const;
    return traced(tracer, start, (traceparent) => work({ ...origin, traceparent }));
  }

  #take(processId: string, input: PendingInput<Event>, origin: StepOrigin): Promise<void> {
    return this.#attempt(processId, async (instance) => {
      if (instance.log.cancelled) return;
      if (!instance.log.seenInputs.has(input.recorded.inputId)) {
        const step = this.#decide(instance, [input]);
        const late = instance.log.ended && leadsToNothing(step);
        if (!late) await this.#store.append(processId, instance, step, origin);
      } else if (instance.log.openCommands.size > 0) {
        // It comes again because dispatching has failed: an operator may have cancelled the process meanwhile.
        await this.#store.refresh(instance);
      }
      await this.#settle(processId, instance);
    });
  }

  /** Runs `work` alone on the process; anew, from its stream, when another instance got in between. */
  #attempt(
    processId: string,
    work: (instance: ProcessInstance<State, Command, Fact>) => Promise<void>,
  ): Promise<void> {
    return this.#queue.run(processId, async () => {
      let instance = this.#store.recall(processId);
      for (let conflicts = 0; ; conflicts += 1) {
        try {
          return await work(instance);
        } catch (error) {
          if (!(error instanceof WrongExpectedRevisionError) || error.stream !== instance.stream) throw error;
          if (conflicts === MAX_CONFLICTS) {
            throw new TransientError(`${instance.stream} keeps changing`, { cause: error });
          }
          instance = await this.#store.load(processId);
        }
      }
    });
  }

  /** Dispatches what is open and records the outcomes with the reactions to them, until nothing is open. */
  async #settle(processId: string, instance: ProcessInstance<State, Command, Fact>): Promise<void> {
    while (instance.log.openCommands.size > 0) {
      const open = [...instance.log.openCommands.values()];
      const results = await Promise.allSettled(open.map((command) => this.#dispatch(command)));
      const outcomes = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      if (outcomes.length > 0) await this.#advance(processId, instance, outcomes, open[0]!);
      const failure = results.find((result) => result.status === 'rejected');
      if (failure !== undefined) throw failure.reason;
    }
  }

  async #dispatch(open: OpenCommand<Command>): Promise<PendingInput<Event>> {
    const actor = `process:${this.parts.manager.name}`;
    try {
      await this.parts.dispatcher.dispatch({ actor, ...open });
      return pendingOutcome(open.commandId, { type: 'CommandAccepted', data: { command: open.body } });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, message, details } = error;
      return pendingOutcome(open.commandId, {
        type: 'CommandRejected',
        data: { command: open.body, code, message, details },
      });
    }
  }

  async #advance(
    processId: string,
    instance: ProcessInstance<State, Command, Fact>,
    inputs: readonly PendingInput<Event>[],
    origin: StepOrigin,
  ): Promise<void> {
    await this.#store.append(processId, instance, this.#decide(instance, inputs), origin);
  }

  #decide(
    instance: ProcessInstance<State, Command, Fact>,
    inputs: readonly PendingInput<Event>[],
  ): ProcessAdvanced<Command, Fact> {
    return decideStep(this.parts.manager, instance, inputs, this.parts.clock.now().getTime());
  }

  #inputsOf(event: RecordedEvent): { processId: string; input: PendingInput<Event> }[] {
    const messages = this.parts.upcast?.(event) ?? [event];
    return messages.flatMap(({ type, data }, index) => {
      const message = { type, data } as Event;
      const processId = this.parts.manager.processOf(message);
      if (processId === undefined) return [];
      return [
        { processId, input: { recorded: { inputId: inputIdOf(event.eventId, index), type }, message } },
      ];
    });
  }
}

function pendingOutcome(commandId: string, message: CommandOutcome): PendingInput<never> {
  const { command: _, ...refusal } = message.data;
  const data = { commandId, ...refusal };
  return { recorded: { inputId: outcomeIdOf(commandId), type: message.type, data }, message };
}

function originOf({ eventId, metadata }: RecordedEvent): StepOrigin {
  const { $correlationId: correlationId, traceparent } = metadata;
  return { causationId: eventId, correlationId, ...(traceparent === undefined ? {} : { traceparent }) };
}

function reportPoison<Result>(event: RecordedEvent, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new PoisonEventError(event, error);
  }
}
