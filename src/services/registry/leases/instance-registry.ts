import {
  type EurekaApplications,
  applicationsOf,
  appsHashcode,
} from '../../../infrastructure/discovery/eureka/eureka-applications.js';
import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';
import type { InstanceStatus } from '../../../infrastructure/discovery/eureka/instance-status.js';
import type { Clock } from '../../../application/clock.js';
import type { RecentChanges } from '../deltas/recent-changes.js';
import { type Lease, hasExpired, shownInstance } from './lease.js';
import type { RegistryActionKind, RegistryObserver } from './registry-action.js';
import {
  type RenewalBalance,
  type SelfPreservation,
  evictionLimit,
  renewalBalance,
} from './self-preservation.js';
import { statusInForce } from './status-in-force.js';

/** What a registry is made of. */
export interface InstanceRegistryParts {
  readonly clock: Clock;
  readonly changes: RecentChanges;
  readonly selfPreservation: SelfPreservation;
  readonly observer: RegistryObserver;
}

/** Who says something of an instance, and how old it is. */
export interface Word {
  /** Whether another registry passes it on. */
  readonly replicated: boolean;
  /** When the instance last changed itself, in milliseconds since the epoch. */
  readonly lastDirtyTimestamp?: number | undefined;
}

/** What a renewal leads to. */
export type Renewal =
  | { readonly kind: 'renewed' }
  /** The instance must register (again). */
  | { readonly kind: 'unknown' }
  /** Another registry renewed it, but knows an older state than this one. */
  | { readonly kind: 'outdated'; readonly instance: EurekaInstance };

/** The leases of all instances, by Eureka's rules (Netflix Eureka 1.x). App names are upper-case throughout. */
export class InstanceRegistry {
  readonly #leases = new Map<string, Lease>();
  #version = 0;

  constructor(private readonly parts: InstanceRegistryParts) {}

  /** Takes an instance in, or its newer state; of two states the one that changed later stays. */
  register(instance: EurekaInstance, { replicated }: Word): void {
    const now = this.#now();
    const existing = this.#leases.get(keyOf(instance));
    const isOlder =
      existing !== undefined &&
      Number(existing.instance.lastDirtyTimestamp) > Number(instance.lastDirtyTimestamp);
    const registrant = isOlder ? existing.instance : instance;
    const override =
      replicated || existing === undefined
        ? (known(registrant.overriddenStatus) ?? known(existing?.instance.overriddenStatus))
        : known(existing.instance.overriddenStatus);
    const status = statusInForce({
      own: registrant.status,
      override,
      before: existing?.instance.status,
      replicated,
    });
    this.#put(
      {
        instance: { ...registrant, status, overriddenStatus: override ?? 'UNKNOWN' },
        registeredAt: existing?.registeredAt ?? now,
        renewedAt: now,
        upSince: existing?.upSince || (status === 'UP' ? now : 0),
      },
      existing === undefined ? 'ADDED' : 'MODIFIED',
    );
    this.#tell('Register', instance, replicated);
  }

  /** Prolongs a lease. */
  renew(app: string, id: string, { replicated, lastDirtyTimestamp }: Word): Renewal {
    const lease = this.#find(app, id);
    if (lease === undefined || lease.instance.status === 'UNKNOWN') return { kind: 'unknown' };
    this.#leases.set(keyOf(lease.instance), { ...lease, renewedAt: this.#now() });
    this.#tell('Heartbeat', lease.instance, replicated);
    const ours = Number(lease.instance.lastDirtyTimestamp);
    if (lastDirtyTimestamp === undefined || lastDirtyTimestamp === ours) return { kind: 'renewed' };
    if (lastDirtyTimestamp > ours) return { kind: 'unknown' };
    return replicated ? { kind: 'outdated', instance: shownInstance(lease) } : { kind: 'renewed' };
  }

  /** Takes an instance out. @returns whether it was there */
  cancel(app: string, id: string, { replicated }: Word): boolean {
    const lease = this.#find(app, id);
    if (lease === undefined) return false;
    this.#remove(lease);
    this.#tell('Cancel', lease.instance, replicated);
    return true;
  }

  /** Puts `status` in place of the instance's own until that is taken back. @returns whether the instance is there */
  overrideStatus(app: string, id: string, status: InstanceStatus, word: Word): boolean {
    return this.#setStatus('StatusUpdate', app, id, { status, override: status }, word);
  }

  /**
   * Takes back what `overrideStatus` did. Until the instance registers again it has the status `fallback`; with `UNKNOWN`
   * its next renewal makes it register. @returns whether the instance is there
   */
  removeOverride(app: string, id: string, fallback: InstanceStatus, word: Word): boolean {
    const overridden = known(this.#find(app, id)?.instance.overriddenStatus) !== undefined;
    const status = overridden ? fallback : undefined;
    return this.#setStatus('DeleteStatusOverride', app, id, { status, override: 'UNKNOWN' }, word);
  }

  /** Adds to an instance's metadata, until it registers again. @returns whether the instance is there */
  putMetadata(app: string, id: string, entries: Readonly<Record<string, string>>): boolean {
    const lease = this.#find(app, id);
    if (lease === undefined) return false;
    const metadata = { ...lease.instance.metadata, ...entries };
    this.#put({ ...lease, instance: { ...lease.instance, metadata } }, 'MODIFIED');
    this.#tell('Register', lease.instance, false);
    return true;
  }

  /**
   * Removes instances that have not renewed in time, the longest silent first, unless so many are silent that the fault is
   * more likely here. Not told to peers: each judges by itself.
   * @param lateBy how many milliseconds the registry itself is late (it was suspended, or overloaded)
   */
  evict(lateBy = 0): readonly EurekaInstance[] {
    const now = this.#now();
    if (this.balance().preserving) return [];
    const expired = [...this.#leases.values()]
      .filter((lease) => hasExpired(lease, now, lateBy))
      .sort((one, other) => one.renewedAt - other.renewedAt)
      .slice(0, evictionLimit(this.#leases.size, this.parts.selfPreservation));
    for (const lease of expired) this.#remove(lease);
    return expired.map(({ instance }) => instance);
  }

  /** Takes over what was known before a restart; every lease begins anew, so that each instance has its chance to renew. */
  restore(leases: Iterable<Lease>): void {
    for (const lease of leases) this.#leases.set(keyOf(lease.instance), { ...lease, renewedAt: this.#now() });
  }

  get leases(): readonly Lease[] {
    return [...this.#leases.values()];
  }

  /** Who renews, and whether evicting is suspended. */
  balance(): RenewalBalance {
    return renewalBalance(this.leases, this.parts.selfPreservation, this.#now());
  }

  instance(app: string, id: string): EurekaInstance | undefined {
    const lease = this.#find(app, id);
    return lease && shownInstance(lease);
  }

  /** The instances that `matches` picks, with the hash code of the whole registry. */
  applications(matches: (instance: EurekaInstance) => boolean = () => true): EurekaApplications {
    return this.#answer(
      [...this.#leases.values()].filter(({ instance }) => matches(instance)).map(shownInstance),
    );
  }

  /** What has changed lately, with the hash code of the whole registry. */
  delta(): EurekaApplications {
    return this.#answer(this.parts.changes.since(this.#now()));
  }

  #answer(instances: readonly EurekaInstance[]): EurekaApplications {
    return {
      versions__delta: String(this.#version),
      apps__hashcode: appsHashcode([...this.#leases.values()].map(({ instance }) => instance)),
      application: applicationsOf(instances),
    };
  }

  #setStatus(
    kind: RegistryActionKind,
    app: string,
    id: string,
    { status, override }: { status: InstanceStatus | undefined; override: InstanceStatus },
    { replicated, lastDirtyTimestamp = 0 }: Word,
  ): boolean {
    const lease = this.#find(app, id);
    if (lease === undefined) return false;
    const now = this.#now();
    const dirty = Math.max(lastDirtyTimestamp, Number(lease.instance.lastDirtyTimestamp));
    const instance: EurekaInstance = {
      ...lease.instance,
      status: status ?? lease.instance.status,
      overriddenStatus: override,
      lastDirtyTimestamp: String(dirty),
    };
    const upSince = lease.upSince || (instance.status === 'UP' ? now : 0);
    this.#put({ ...lease, instance, renewedAt: now, upSince }, 'MODIFIED');
    this.#tell(kind, instance, replicated);
    return true;
  }

  #put(lease: Lease, actionType: EurekaInstance['actionType']): void {
    const now = this.#now();
    const instance = { ...lease.instance, actionType, lastUpdatedTimestamp: String(now) };
    const kept = { ...lease, instance };
    const noted = this.parts.changes.note(shownInstance(kept), now);
    this.#leases.set(keyOf(instance), {
      ...kept,
      instance: { ...instance, actionType: noted.actionType },
    });
    this.#changed();
  }

  #remove({ instance }: Lease): void {
    const now = this.#now();
    this.#leases.delete(keyOf(instance));
    this.parts.changes.note({ ...instance, actionType: 'DELETED', lastUpdatedTimestamp: String(now) }, now);
    this.#changed();
  }

  #changed(): void {
    this.#version += 1;
    this.parts.observer.changed();
  }

  #tell(kind: RegistryActionKind, instance: EurekaInstance, replicated: boolean): void {
    if (replicated) return;
    this.parts.observer.acted({ kind, instance: this.#leases.get(keyOf(instance))?.instance ?? instance });
  }

  #find(app: string, id: string): Lease | undefined {
    return this.#leases.get(keyOf({ app, instanceId: id }));
  }

  #now(): number {
    return this.parts.clock.now().getTime();
  }
}

function keyOf({ app, instanceId }: Pick<EurekaInstance, 'app' | 'instanceId'>): string {
  return `${app}\n${instanceId}`;
}

function known(status: InstanceStatus | undefined): InstanceStatus | undefined {
  return status === 'UNKNOWN' ? undefined : status;
}
