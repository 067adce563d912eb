import type { Answer } from './store-client.js';

/** One kind of request of a load. */
export interface LoadRequest {
  readonly what: string;
  /** Whether it may be made again: a GET, a PUT, or one with an Idempotency-Key. */
  readonly idempotent: boolean;
  readonly send: () => Promise<Answer<unknown>>;
}

/** What has become of a load. */
export interface LoadReport {
  readonly sent: number;
  readonly perSecond: number;
  /** How many of them were idempotent. */
  readonly idempotent: number;
  /** Each once, as `GET order: 503 {…}`. */
  readonly failedIdempotent: readonly string[];
  readonly failedOthers: readonly string[];
}

/** More unanswered requests than these, and the next ones wait: a machine that can't keep up is not buried. */
const MOST_UNDER_WAY = 30;

/** Requests of several kinds in turn, so many each second as long as they are answered, each sent once. */
export class MixedLoad {
  readonly #answers: Promise<void>[] = [];
  readonly #failed = { idempotent: [] as string[], others: [] as string[] };
  readonly #startedAt = performance.now();
  readonly #timer: NodeJS.Timeout;
  #idempotent = 0;
  #underWay = 0;
  /** How many are not sent at their time, and never will be. */
  #leftOut = 0;

  constructor(
    private readonly requests: readonly LoadRequest[],
    private readonly perSecond: number,
  ) {
    this.#timer = setInterval(() => this.#sendWhatIsDue(), 10);
  }

  get sent(): number {
    return this.#answers.length;
  }

  /** Resolves when all that was sent is answered. */
  async stop(): Promise<LoadReport> {
    clearInterval(this.#timer);
    const seconds = (performance.now() - this.#startedAt) / 1_000;
    await Promise.all(this.#answers);
    return {
      sent: this.sent,
      perSecond: this.sent / seconds,
      idempotent: this.#idempotent,
      failedIdempotent: this.#failed.idempotent,
      failedOthers: this.#failed.others,
    };
  }

  #sendWhatIsDue(): void {
    const due = ((performance.now() - this.#startedAt) / 1_000) * this.perSecond;
    while (this.sent + this.#leftOut < due) {
      if (this.#underWay >= MOST_UNDER_WAY) {
        this.#leftOut += 1;
        continue;
      }
      const request = this.requests[this.sent % this.requests.length]!;
      if (request.idempotent) this.#idempotent += 1;
      this.#answers.push(this.#send(request));
    }
  }

  async #send({ what, idempotent, send }: LoadRequest): Promise<void> {
    const failed = (answer: string): void =>
      void this.#failed[idempotent ? 'idempotent' : 'others'].push(`${what}: ${answer}`);
    this.#underWay += 1;
    try {
      const { status, body } = await send();
      if (status >= 400) failed(`${status} ${JSON.stringify(body)}`);
    } catch (error) {
      failed(String(error));
    } finally {
      this.#underWay -= 1;
    }
  }
}
