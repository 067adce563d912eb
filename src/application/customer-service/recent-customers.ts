import { LRUCache } from 'lru-cache';
import type { CustomerCommand } from '../../domain/customer/commands.js';
import type { CustomerEvent } from '../../domain/customer/events.js';
import type { CustomerState } from '../../domain/customer/state.js';
import type { Clock } from '../clock.js';
import type { CommandHandler } from '../command-handler.js';
import type { Recipients } from './request-order-email.js';

/** An order's first two e-mails follow each other within this time, in milliseconds. */
const KEPT_FOR_MS = 2_000;

export type Customers = Pick<CommandHandler<CustomerState, CustomerCommand, CustomerEvent>, 'load'>;

/**
 * Customers as they were when the same order was told of first, at most two seconds ago: its confirmation or rejection
 * follows its receipt without anybody doing anything. What a customer has changed before an order counts for that order.
 */
export class RecentCustomers implements Recipients {
  readonly #recent: LRUCache<string, Promise<CustomerState>>;

  constructor(
    private readonly customers: Customers,
    clock: Clock,
  ) {
    const perf = { now: () => clock.now().getTime() };
    this.#recent = new LRUCache({ max: 1_000, ttl: KEPT_FOR_MS, ttlResolution: 0, perf });
  }

  find(customerId: string, orderId?: string): Promise<CustomerState> {
    if (orderId === undefined) return this.#load(customerId);
    const key = `${customerId} ${orderId}`;
    const recent = this.#recent.get(key);
    if (recent !== undefined) return recent;
    const loading = this.#load(customerId);
    this.#recent.set(key, loading);
    loading.catch(() => this.#recent.delete(key));
    return loading;
  }

  async #load(customerId: string): Promise<CustomerState> {
    return (await this.customers.load(`customer-${customerId}`)).state;
  }
}
