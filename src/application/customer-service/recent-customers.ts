import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.js';
import type { Customers } from './request-order-email.js';

/** An order's first two e-mails follow each other within this time, in milliseconds. */
const KEPT_FOR_MS = 2_000;

/**
 * Customers as they were at most two seconds ago: an e-mail about an order is told to an address that changes seldom, by a
 * process that runs behind anyway.
 */
export class RecentCustomers implements Customers {
  readonly #recent: LRUCache<string, ReturnType<Customers['load']>>;

  constructor(
    private readonly customers: Customers,
    clock: Clock,
  ) {
    const perf = { now: () => clock.now().getTime() };
    this.#recent = new LRUCache({ max: 1_000, ttl: KEPT_FOR_MS, ttlResolution: 0, perf });
  }

  /** The state of the customer in `stream`. @throws EventStoreUnavailableError */
  load(stream: string): ReturnType<Customers['load']> {
    const recent = this.#recent.get(stream);
    if (recent !== undefined) return recent;
    const loading = this.customers.load(stream);
    this.#recent.set(stream, loading);
    loading.catch(() => this.#recent.delete(stream));
    return loading;
  }
}
