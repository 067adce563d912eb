import type { KafkaObserver, KafkaSide } from './kafka-observer.js';

/** Whether one side of the exchange works: tells of each change, not of each failure. */
export class Standing {
  #state: 'unknown' | 'well' | Error = 'unknown';

  constructor(
    private readonly side: KafkaSide,
    private readonly observer: Pick<KafkaObserver, 'works' | 'away' | 'back'>,
  ) {}

  /** What is the matter; undefined when nothing is known to be. */
  get problem(): string | undefined {
    return this.#state instanceof Error ? this.#state.message : undefined;
  }

  well(): void {
    if (this.#state === 'unknown') this.observer.works(this.side);
    else if (this.#state !== 'well') this.observer.back(this.side);
    this.#state = 'well';
  }

  unwell(error: unknown): void {
    const told = this.#state instanceof Error;
    this.#state = new Error(firstCause(error), { cause: error });
    if (!told) this.observer.away(this.side, this.#state);
  }
}

/** What lies at the bottom of an error that only says how often something was tried. */
function firstCause(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return firstCause(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
