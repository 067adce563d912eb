import { type Lease, isFresh } from './lease.js';

/** When the registry would rather show instances that are gone than lose ones that are there. */
export interface SelfPreservation {
  readonly enabled: boolean;
  /** The share of instances that must renew, 0 to 1: with this many or fewer doing so, nobody is evicted. */
  readonly threshold: number;
}

/** How many instances ought to renew, how many do, and how many must at least be more than. */
export interface RenewalBalance {
  readonly expected: number;
  readonly renewing: number;
  readonly threshold: number;
  /** Whether evicting is suspended: so many miss that it is more likely the registry that is cut off. */
  readonly preserving: boolean;
}

/** Weighs who renews against who ought to. */
export function renewalBalance(
  leases: readonly Lease[],
  { enabled, threshold }: SelfPreservation,
  now: number,
): RenewalBalance {
  const renewing = leases.filter((lease) => isFresh(lease, now)).length;
  const least = leases.length * threshold;
  return {
    expected: leases.length,
    renewing,
    threshold: least,
    preserving: enabled && leases.length > 0 && renewing <= least,
  };
}

/** How many instances may be evicted at once: more might be the registry's own fault. */
export function evictionLimit(instances: number, { enabled, threshold }: SelfPreservation): number {
  return enabled ? instances - Math.floor(instances * threshold) : instances;
}
