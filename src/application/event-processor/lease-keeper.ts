import type { Clock } from '../clock.js';
import type { Lease, LeaseStore } from './lease-store.js';
import { retry, type RetryPolicy } from './retry.js';

/**
 * Gets and keeps one lease. A holder is taken for dead when its heartbeat has stood still for `ttlMs` by this
 * process's own clock; the holder itself stops when it could not renew for as long, by its own. An instance that
 * comes back under its old name takes its lease at once.
 */
export class LeaseKeeper {
  constructor(
    private readonly parts: {
      readonly leases: LeaseStore;
      readonly clock: Clock;
      readonly retryPolicy: RetryPolicy;
      readonly handler: string;
      readonly owner: string;
      readonly ttlMs: number;
    },
  ) {}

  /** Waits until the lease is this instance's; tells when another one holds it. @throws the signal's reason when it aborts */
  async acquire(signal: AbortSignal, onHeldByOther: () => void): Promise<Lease> {
    const { leases, clock, handler, owner, ttlMs, retryPolicy } = this.parts;
    let watched: Lease | undefined;
    let unchangedSince = 0;
    for (;;) {
      const now = clock.now().getTime();
      const seen = await retry(() => leases.read(handler), retryPolicy, signal);
      if (watched === undefined || seen?.epoch !== watched.epoch || seen.heartbeat !== watched.heartbeat) {
        watched = seen;
        unchangedSince = now;
      }
      const free = seen === undefined || seen.owner === null || seen.owner === owner;
      if (free || now - unchangedSince >= ttlMs) {
        const lease = await retry(() => leases.take(handler, owner, seen), retryPolicy, signal);
        if (lease !== undefined) return lease;
      } else {
        onHeldByOther();
        await clock.sleep(ttlMs / 5, signal);
      }
    }
  }

  /** Renews the lease until `signal` aborts; resolves earlier when it is lost. */
  async keep(lease: Lease, signal: AbortSignal): Promise<'lost' | 'aborted'> {
    const { leases, clock, ttlMs } = this.parts;
    let renewedAt = clock.now().getTime();
    for (;;) {
      await clock.sleep(ttlMs / 3, signal);
      if (signal.aborted) return 'aborted';
      const askedAt = clock.now().getTime();
      try {
        if (!(await leases.renew(lease))) return 'lost';
        renewedAt = askedAt;
      } catch {
        if (clock.now().getTime() - renewedAt >= ttlMs) return 'lost';
      }
    }
  }
}
