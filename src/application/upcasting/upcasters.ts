import type { RecordedEvent } from '../recorded-event.js';
import type { Upcaster } from './upcaster.js';

/** Further than any real history; a chain that long goes in circles. */
const longestChain = 100;

/** Raises events of older schemas, step by step, to those that the code of today knows. */
export class Upcasters {
  readonly #steps = new Map<string, Upcaster>();

  /** @throws Error when two upcasters take the same type and version */
  constructor(upcasters: Iterable<Upcaster> = []) {
    for (const upcaster of upcasters) {
      const key = keyOf(upcaster.type, upcaster.schemaVersion);
      if (this.#steps.has(key)) throw new Error(`two upcasters take ${key}`);
      this.#steps.set(key, upcaster);
    }
  }

  /**
   * The events that `event` means today, in order: itself when it is of today's schema. All of them keep its id, stream,
   * revision and position, so that a split event is still one step of its stream.
   * @throws Error when an upcaster fails or a chain never ends
   */
  readonly raise = (event: RecordedEvent): readonly RecordedEvent[] => {
    if (this.#steps.size === 0) return [event];
    return this.#raise(event, 0);
  };

  #raise(event: RecordedEvent, depth: number): readonly RecordedEvent[] {
    // Events written before versions were are of the first one.
    const key = keyOf(event.type, event.metadata.schemaVersion ?? 1);
    const step = this.#steps.get(key);
    if (step === undefined) return [event];
    if (depth === longestChain) throw new Error(`the upcasters of ${key} go in circles`);
    return step.raise(event.data).flatMap(({ type, schemaVersion, data }) => {
      const metadata = { ...event.metadata, schemaVersion };
      return this.#raise({ ...event, type, data, metadata }, depth + 1);
    });
  }
}

function keyOf(type: string, schemaVersion: number): string {
  return `${type} version ${schemaVersion}`;
}
