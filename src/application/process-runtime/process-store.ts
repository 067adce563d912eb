import { LRUCache } from 'lru-cache';
import type { Message } from '../../domain/message.js';
import type { ProcessManager } from '../../domain/process-manager.js';
import type { Clock } from '../clock.js';
import type { EventMetadata } from '../event-metadata.js';
import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';
import {
  PROCESS_ADVANCED,
  PROCESS_ADVANCED_VERSION,
  processStream,
  type ProcessAdvanced,
} from './process-advanced.js';
import { ProcessInstance } from './process-instance.js';

/** Where a step came from: the metadata it shares with the commands it decides. */
export interface StepOrigin {
  readonly causationId: string;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** The processes of one manager, kept in their streams; those used lately are cached as a base for the next step. */
export class ProcessStore<State, Event extends Message, Command extends Message, Fact extends Message> {
  readonly #cache: LRUCache<string, ProcessInstance<State, Command, Fact>>;

  constructor(
    private readonly manager: ProcessManager<State, Event, Command, Fact>,
    private readonly eventStore: EventStore,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    cacheSize: number,
  ) {
    this.#cache = new LRUCache({ max: cacheSize });
  }

  /**
   * The process as far as memory knows it, else as a new one: most inputs found their process, and a read only to learn
   * that there is none yet would cost as much as the step. A wrong guess is caught by the append.
   */
  recall(processId: string): ProcessInstance<State, Command, Fact> {
    return this.#cache.get(processId) ?? this.#blank(processId);
  }

  /** The process as its stream tells it. @throws EventStoreUnavailableError */
  async load(processId: string): Promise<ProcessInstance<State, Command, Fact>> {
    const instance = this.#blank(processId);
    for await (const event of this.eventStore.readStream(instance.stream)) {
      instance.apply({ ...event, data: event.data as ProcessAdvanced<Command, Fact> });
    }
    this.#cache.set(processId, instance);
    return instance;
  }

  /** Lets `instance` take in the steps that others have appended behind it. @throws EventStoreUnavailableError */
  async refresh(instance: ProcessInstance<State, Command, Fact>): Promise<void> {
    const from = instance.revision === 'no-stream' ? 0 : instance.revision + 1;
    for await (const event of this.eventStore.readStream(instance.stream, { from })) {
      instance.apply({ ...event, data: event.data as ProcessAdvanced<Command, Fact> });
    }
  }

  /** Forgets what memory knows of a process. */
  forget(processId: string): void {
    this.#cache.delete(processId);
  }

  /**
   * Appends a step behind `instance` and takes it in. Its event id is new each time: were it derived, an instance that
   * starts from a wrong guess could be told that its step is in place, and act on it, though the process is long past it.
   * @throws WrongExpectedRevisionError when the process is elsewhere
   * @throws EventStoreUnavailableError
   */
  async append(
    processId: string,
    instance: ProcessInstance<State, Command, Fact>,
    step: ProcessAdvanced<Command, Fact>,
    origin: StepOrigin,
  ): Promise<void> {
    const eventId = this.randomness.uuid();
    const metadata: EventMetadata = {
      $correlationId: origin.correlationId,
      $causationId: origin.causationId,
      commandId: eventId,
      actor: `process:${this.manager.name}`,
      schemaVersion: PROCESS_ADVANCED_VERSION,
      ...(origin.traceparent === undefined ? {} : { traceparent: origin.traceparent }),
    };
    const event = { eventId, type: PROCESS_ADVANCED, data: step, metadata };
    const { revision } = await this.eventStore.append(instance.stream, instance.revision, [event]);
    const recordedAt = this.clock.now().toISOString();
    instance.apply({ eventId, revision, data: step, metadata, recordedAt }, true);
    this.#cache.set(processId, instance);
  }

  #blank(processId: string): ProcessInstance<State, Command, Fact> {
    return new ProcessInstance(processStream(this.manager.name, processId), this.manager);
  }
}
