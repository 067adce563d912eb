import type { Clock } from '../clock.js';
import type { EventHandler } from '../event-handler.js';
import type { EventStore } from '../event-store.js';
import { PoisonEventError } from '../poison-event-error.js';
import type { RecordedEvent } from '../recorded-event.js';
import { deadLetterOf, type DeadLetter } from './dead-letter.js';
import type { DeadLetterStore } from './dead-letter-store.js';
import type { ProcessorObserver } from './processor-notice.js';

/** The keys of one handler that are parked: which events are diverted, and how a key is let go again. */
export class ParkedKeys {
  /** Position of the event at the head of each parked key. */
  readonly #heads = new Map<string, bigint>();

  constructor(
    private readonly parts: {
      readonly handler: EventHandler;
      readonly eventStore: EventStore;
      readonly deadLetters: DeadLetterStore;
      readonly clock: Clock;
      readonly observer: ProcessorObserver;
      /** Repeats an action until it succeeds; lets a `PoisonEventError` through. */
      readonly persist: <Result>(action: () => Promise<Result>) => Promise<Result>;
    },
  ) {}

  get size(): number {
    return this.#heads.size;
  }

  /** Reads what is parked; answers the keys whose release a dead process has left half done. */
  async load(): Promise<string[]> {
    const { deadLetters, handler, persist } = this.parts;
    const parked = await persist(() => deadLetters.parkedKeys(handler.name));
    for (const { head } of parked) this.#heads.set(head.key, head.position);
    return parked.filter(({ head }) => head.error === undefined).map(({ head }) => head.key);
  }

  /** Whether an event has to wait behind the head of its key. Those before it were handled and may come again. */
  diverts(key: string, event: RecordedEvent): boolean {
    const head = this.#heads.get(key);
    return head !== undefined && event.position >= head;
  }

  /** Puts `events` behind what is parked under `key` already. */
  async divert(key: string, events: readonly RecordedEvent[]): Promise<void> {
    const { deadLetters, clock, handler, persist } = this.parts;
    const head = this.#heads.get(key);
    const letters = events
      .filter((event) => event.position !== head)
      .map((event) => deadLetterOf(handler.name, key, event, clock.now()));
    if (letters.length > 0) await persist(() => deadLetters.park(letters));
  }

  /** Parks `key` because of a poisonous event, with the events that were to come after it. */
  async park(key: string, poison: PoisonEventError, events: readonly RecordedEvent[]): Promise<void> {
    const { deadLetters, clock, handler, observer, persist } = this.parts;
    const later = events.filter((event) => event.position > poison.event.position);
    const now = clock.now();
    await persist(() =>
      deadLetters.park([
        deadLetterOf(handler.name, key, poison.event, now, poison.message),
        ...later.map((event) => deadLetterOf(handler.name, key, event, now)),
      ]),
    );
    this.#heads.set(key, poison.event.position);
    observer({ kind: 'parked', handler: handler.name, key, events: later.length + 1, error: poison });
  }

  /** The keys an operator wants released. */
  async requested(): Promise<DeadLetter[]> {
    return this.parts.persist(() => this.parts.deadLetters.requested(this.parts.handler.name));
  }

  /** Handles what is parked under `key`, in order, until nothing is left or an event turns out poisonous. Must run in the key's lane. */
  async release(key: string): Promise<void> {
    const { deadLetters, handler, observer, persist } = this.parts;
    for (;;) {
      const letters = await persist(() => deadLetters.parkedEvents(handler.name, key, 100));
      if (letters.length === 0) break;
      for (const letter of letters) {
        const poison = await this.#redeliver(letter);
        if (poison !== undefined) {
          await this.park(key, poison, []);
          observer({
            kind: 'still-parked',
            handler: handler.name,
            key,
            request: letter.request,
            error: poison,
          });
          return;
        }
        await persist(() => deadLetters.remove(letter));
      }
    }
    this.#heads.delete(key);
    observer({ kind: 'released', handler: handler.name, key });
  }

  async #redeliver(letter: DeadLetter): Promise<PoisonEventError | undefined> {
    const { handler, persist } = this.parts;
    const event = await persist(() => this.#read(letter));
    if (event === undefined) return undefined;
    try {
      if (letter.request === 'skip') await persist(async () => handler.skip?.(event));
      else await persist(() => handler.handle([event]));
      return undefined;
    } catch (error) {
      if (error instanceof PoisonEventError) return error;
      throw error;
    }
  }

  async #read({ stream, revision, eventId }: DeadLetter): Promise<RecordedEvent | undefined> {
    for await (const event of this.parts.eventStore.readStream(stream, { from: revision, limit: 1 })) {
      if (event.eventId === eventId) return event;
    }
    return undefined;
  }
}
