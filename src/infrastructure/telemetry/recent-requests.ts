import type { ServedRequest } from '../http/server/server-hooks.js';

const SLOT_MS = 5_000;
const SLOTS = 12;
/** Upper bounds of durations in ms, each a quarter above the one before: 0.5 ms to a minute. */
const BOUNDS = Array.from({ length: 54 }, (_, index) => 0.5 * 1.25 ** index);

/** No calls of the shop's API: probes, figures, documentation, pages, and what operators look at all the time. */
const OPERATIONAL = /^\/(?:$|(?:health|metrics|openapi\.json|docs|operations|actuator|shop|console)(?:\/|$))/;
/** Streams last as long as somebody follows them, which tells nothing. */
const STREAM = /\/updates$/;

interface Slot {
  readonly number: number;
  requests: number;
  errors: number;
  /** How many took up to each of the bounds, and more than the last. */
  readonly durations: number[];
}

/** How the calls of the last minute went; percentiles in ms, null when there were none. */
export interface RequestRates {
  readonly perSecond: number;
  readonly errorsPerSecond: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly overSeconds: number;
}

/** Counts the calls of the last minute, in slots of five seconds. */
export class RecentRequests {
  #slots: Slot[] = [];
  readonly #startedAt: number;

  /** @param now milliseconds that only ever grow */
  constructor(private readonly now: () => number = () => performance.now()) {
    this.#startedAt = now();
  }

  /** Counts a request if it is a call of the shop's API; answers of 500 and more are errors. */
  served({ route, status, seconds }: Pick<ServedRequest, 'route' | 'status' | 'seconds'>): void {
    if (!route.startsWith('/') || OPERATIONAL.test(route) || STREAM.test(route)) return;
    const slot = this.#slot();
    slot.requests += 1;
    if (status >= 500) slot.errors += 1;
    const bound = BOUNDS.findIndex((most) => seconds * 1_000 <= most);
    const index = bound < 0 ? BOUNDS.length : bound;
    slot.durations[index] = (slot.durations[index] ?? 0) + 1;
  }

  get rates(): RequestRates {
    const oldest = this.#slotNumber() - SLOTS + 1;
    this.#slots = this.#slots.filter(({ number }) => number >= oldest);
    const sum = (pick: (slot: Slot) => number): number =>
      this.#slots.reduce((total, slot) => total + pick(slot), 0);
    const requests = sum((slot) => slot.requests);
    const overSeconds = this.#secondsCovered();
    const percentile = (share: number): number | null => {
      let left = Math.ceil(requests * share);
      if (left === 0) return null;
      for (const [index, most] of BOUNDS.entries()) {
        left -= sum(({ durations }) => durations[index] ?? 0);
        if (left <= 0) return rounded(most);
      }
      return rounded(BOUNDS.at(-1)!);
    };
    return {
      perSecond: rounded(requests / overSeconds),
      errorsPerSecond: rounded(sum((slot) => slot.errors) / overSeconds),
      p50Ms: percentile(0.5),
      p95Ms: percentile(0.95),
      p99Ms: percentile(0.99),
      overSeconds,
    };
  }

  /** The present slot is not over yet, and a young process has lived for less than a minute. */
  #secondsCovered(): number {
    const now = this.now();
    const window = (SLOTS - 1) * SLOT_MS + (now % SLOT_MS);
    return Math.max(1, Math.round(Math.min(window, now - this.#startedAt) / 1_000));
  }

  #slotNumber(): number {
    return Math.floor(this.now() / SLOT_MS);
  }

  #slot(): Slot {
    const number = this.#slotNumber();
    let slot = this.#slots.at(-1);
    if (slot?.number !== number) {
      slot = { number, requests: 0, errors: 0, durations: [] };
      this.#slots.push(slot);
      if (this.#slots.length > SLOTS) this.#slots.shift();
    }
    return slot;
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
