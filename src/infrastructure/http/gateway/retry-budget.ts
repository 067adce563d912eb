/** Retries that are there at the start, so that the first failures of a quiet shop are not the client's. */
const RESERVE = 10;
/** The most that can be saved up. */
const CAPACITY = 100;

/**
 * Keeps retries a share of the requests: a token bucket that each request fills by this share and each retry takes one
 * token from. Instances in trouble are not given the load once more.
 */
export class RetryBudget {
  #tokens = RESERVE;

  /** @param share retries per request, for example 0.2 */
  constructor(private readonly share: () => number) {}

  requested(): void {
    this.#tokens = Math.min(CAPACITY, this.#tokens + this.share());
  }

  /** Takes the token for one retry. */
  take(): boolean {
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
