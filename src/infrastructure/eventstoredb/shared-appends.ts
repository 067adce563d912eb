import { type EventStoreDBClient, WrongExpectedVersionError } from '@eventstore/db-client';
import type { AppendLine } from './append-line.js';
import { isRefusal } from './client-errors.js';
import { disposeOf } from './dispose-of.js';
import { withinTime } from './within-time.js';

/** The client buffers 16 appends of a call; what waits beyond that, when the call fails, rejects where nobody can catch it. */
const mostUnderWay = 15;

/** The one line of the process, see below. */
let taken: SharedAppends | undefined;

/**
 * Appends over one endless call of a client of their own: the cheapest way, full of traps.
 *
 * The client keeps the appends of all its instances that wait for answers in one list of the process. Any call that
 * fails rejects all of them, and an answer that still comes for one of those crashes the process. So there is one such
 * line in a process, and after every failure a new client is opened only when the old one is wholly at rest.
 */
export class SharedAppends implements AppendLine {
  #client: EventStoreDBClient;
  #underWay = 0;
  #state: 'open' | 'failed' | 'reopening' | 'disposed' = 'open';
  readonly #waiting = new Set<() => void>();

  /** The line of this process, unless somebody has it already. */
  static take(open: () => EventStoreDBClient): SharedAppends | undefined {
    if (taken !== undefined) return undefined;
    taken = new SharedAppends(open);
    return taken;
  }

  private constructor(private readonly open: () => EventStoreDBClient) {
    this.#client = open();
  }

  async send(
    ...[stream, expectedRevision, events, deadlineMs]: Parameters<AppendLine['send']>
  ): ReturnType<AppendLine['send']> {
    const giveUpAt = Date.now() + deadlineMs;
    await this.#takePlace(giveUpAt);
    const deadline = Math.max(1, giveUpAt - Date.now());
    const answer = this.#client.appendToStream(stream, events, { expectedRevision, deadline });
    const settled = (): void => this.#givePlaceUp();
    answer.then(settled, settled);
    try {
      return await withinTime(answer, deadline);
    } catch (error) {
      if (!(error instanceof WrongExpectedVersionError) && !isRefusal(error)) void this.#fail('failed');
      throw error;
    }
  }

  async dispose(): Promise<void> {
    await this.#fail('disposed');
  }

  /** Waits for a place among those under way, behind whoever has asked before. @throws Error when there is none by then */
  async #takePlace(giveUpAt: number): Promise<void> {
    for (;;) {
      if (this.#isFree) this.#underWay++;
      else await this.#granted(Math.max(1, giveUpAt - Date.now()));
      if (this.#state === 'open') return;
      this.#givePlaceUp();
    }
  }

  get #isFree(): boolean {
    return this.#state === 'open' && this.#underWay < mostUnderWay;
  }

  #granted(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const grant = (): void => {
        clearTimeout(late);
        resolve();
      };
      const late = setTimeout(() => {
        this.#waiting.delete(grant);
        reject(new Error(`not sent within ${ms} ms`));
      }, ms);
      this.#waiting.add(grant);
    });
  }

  #givePlaceUp(): void {
    this.#underWay--;
    void this.#next();
  }

  /** Rejects all that is under way. */
  async #fail(state: 'failed' | 'disposed'): Promise<void> {
    if (this.#state === 'open' || state === 'disposed') this.#state = state;
    await this.#rest();
    await this.#next();
  }

  async #rest(): Promise<void> {
    await disposeOf(this.#client);
  }

  /** Grants free places in the order of asking; after a failure, once everything that was under way has been answered or rejected. */
  async #next(): Promise<void> {
    this.#grant();
    if (this.#underWay > 0) return;
    if (this.#state === 'disposed' && taken === this) taken = undefined;
    if (this.#state !== 'failed') return;
    this.#state = 'reopening';
    // What settled last may have opened a call after the client was disposed of.
    await this.#rest();
    if (this.#state !== 'reopening') return;
    this.#client = this.open();
    this.#state = 'open';
    this.#grant();
  }

  #grant(): void {
    for (const grant of this.#waiting) {
      if (!this.#isFree) return;
      this.#underWay++;
      this.#waiting.delete(grant);
      grant();
    }
  }
}
