import type { EventHandler } from '../../../src/application/event-handler.js';
import { EventProcessor } from '../../../src/application/event-processor/event-processor.js';
import type { EventProcessorSettings } from '../../../src/application/event-processor/event-processor-settings.js';
import type { ProcessorNotice } from '../../../src/application/event-processor/processor-notice.js';
import type { ProcessorStores } from '../../../src/application/event-processor/processor-stores.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { TransientError } from '../../../src/application/transient-error.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { inMemoryProcessorStores } from '../../../src/testing/in-memory-processor-stores.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { someEvent } from '../../support/some-event.js';

/** Appends one event of `type` to `stream`. */
export async function append(
  eventStore: InMemoryEventStore,
  stream: string,
  type: string,
  data: unknown = {},
): Promise<bigint> {
  const revision = eventStore.eventsOf(stream).length - 1;
  const expected = revision < 0 ? 'no-stream' : revision;
  const { position } = await eventStore.append(stream, expected, [someEvent(type, data)]);
  return position;
}

/** Moves the clock on until `condition` holds. @throws Error after two simulated minutes */
export async function until(
  clock: ManualClock,
  condition: () => boolean | Promise<boolean>,
  stepMs = 20,
): Promise<void> {
  for (let passed = 0; passed < 120_000; passed += stepMs) {
    if (await condition()) return;
    await clock.advance(stepMs);
  }
  throw new Error('The condition has not come about within two simulated minutes');
}

/** Notes what it handles, and does with it what the test says. */
export class RecordingHandler implements EventHandler {
  readonly filter = { streamPrefixes: ['thing-'] };
  readonly handled: string[] = [];
  readonly skipped: string[] = [];
  readonly batches: number[] = [];

  constructor(
    readonly name = 'recording',
    private readonly before: (events: readonly RecordedEvent[]) => Promise<void> | void = () => undefined,
  ) {}

  laneKey(event: RecordedEvent): string {
    return event.stream;
  }

  async handle(events: readonly RecordedEvent[]): Promise<void> {
    await this.before(events);
    this.batches.push(events.length);
    this.handled.push(...events.map(({ stream, revision }) => `${stream}@${revision}`));
  }

  async skip({ stream, revision }: RecordedEvent): Promise<void> {
    this.skipped.push(`${stream}@${revision}`);
  }

  /** The revisions of one stream, in the order they were handled. */
  revisionsOf(stream: string): number[] {
    return this.handled
      .filter((entry) => entry.startsWith(`${stream}@`))
      .map((entry) => Number(entry.split('@')[1]));
  }
}

/** A world for processors: an event store, a clock, and what processors keep. */
export class Bench {
  readonly eventStore = new InMemoryEventStore();
  readonly clock = new ManualClock();
  readonly stores: ProcessorStores = inMemoryProcessorStores();
  readonly notices: ProcessorNotice[] = [];
  readonly #processors: EventProcessor[] = [];

  /** Starts a processor for `handler`, over `stores` when they are to differ from the bench's own. */
  start(
    handler: EventHandler,
    {
      owner = 'here-1',
      stores = this.stores,
      settings = {},
    }: { owner?: string; stores?: ProcessorStores; settings?: Partial<EventProcessorSettings> } = {},
  ): EventProcessor {
    const processor = new EventProcessor({
      handler,
      eventStore: this.eventStore,
      ...stores,
      clock: this.clock,
      owner,
      settings,
      observer: (notice) => this.notices.push(notice),
    });
    this.#processors.push(processor);
    processor.start();
    return processor;
  }

  until(condition: () => boolean | Promise<boolean>): Promise<void> {
    return until(this.clock, condition);
  }

  notified(kind: ProcessorNotice['kind']): number {
    return this.notices.filter((notice) => notice.kind === kind).length;
  }

  async stopAll(): Promise<void> {
    await Promise.all(this.#processors.map((processor) => processor.stop()));
  }
}

/**
 * Ports that die with the process that uses them: after `effects` calls every further one fails, half of them after they
 * took effect. `effects` is shared by all ports of one process.
 */
export class Mortality {
  #left: number;
  #dead = false;

  constructor(
    effects: number,
    private readonly dieAfterEffect: boolean,
  ) {
    this.#left = effects;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** `port` as seen by the mortal process. Only its async methods count as effects. */
  mortal<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, property): unknown => {
        const member: unknown = Reflect.get(target, property, target);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]) =>
          this.#call(() => member.apply(target, parameters) as Promise<unknown>);
      },
    });
  }

  async #call(effect: () => Promise<unknown>): Promise<unknown> {
    if (this.#dead) throw new TransientError('this process is dead');
    this.#left -= 1;
    if (this.#left >= 0) return effect();
    this.#dead = true;
    if (this.dieAfterEffect) await effect();
    throw new TransientError('this process has just died');
  }
}

/** The stores of a mortal process. */
export function mortalStores(stores: ProcessorStores, mortality: Mortality): ProcessorStores {
  return {
    checkpoints: mortality.mortal(stores.checkpoints),
    leases: mortality.mortal(stores.leases),
    deadLetters: mortality.mortal(stores.deadLetters),
  };
}
