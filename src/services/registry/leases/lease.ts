import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';

/** An instance's registration. Moments in milliseconds since the epoch. */
export interface Lease {
  /** As registered, with its status in force. */
  readonly instance: EurekaInstance;
  readonly registeredAt: number;
  readonly renewedAt: number;
  /** When the instance was `UP` for the first time; 0 = never. */
  readonly upSince: number;
}

/** Whether a lease has run out; `lateBy` ms are allowed on top, for a registry that could not listen in time. */
export function hasExpired({ instance, renewedAt }: Lease, now: number, lateBy = 0): boolean {
  return now > renewedAt + instance.leaseInfo.durationInSecs * 1_000 + lateBy;
}

/** Whether an instance has renewed its lease lately: at most one renewal in a row may have been lost. */
export function isFresh({ instance, renewedAt }: Lease, now: number): boolean {
  return now <= renewedAt + 2 * instance.leaseInfo.renewalIntervalInSecs * 1_000;
}

/** The instance as it is shown: with what became of its lease. */
export function shownInstance({ instance, registeredAt, renewedAt, upSince }: Lease): EurekaInstance {
  return {
    ...instance,
    leaseInfo: {
      ...instance.leaseInfo,
      registrationTimestamp: registeredAt,
      lastRenewalTimestamp: renewedAt,
      serviceUpTimestamp: upSince,
    },
  };
}
