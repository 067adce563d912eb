import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';

interface Change {
  readonly instance: EurekaInstance;
  readonly at: number;
}

/** The latest change of each instance that changed lately, for those who follow the registry by its deltas. */
export class RecentChanges {
  readonly #changes = new Map<string, Change>();

  /** @param retentionMs for how long a change is told */
  constructor(private readonly retentionMs: number) {}

  /**
   * Notes what happened to an instance; `now` in milliseconds since the epoch.
   * @returns the instance with the action that followers are told
   */
  note(instance: EurekaInstance, now: number): EurekaInstance {
    const key = `${instance.app}/${instance.instanceId}`;
    // Who missed that it was deleted would not take it for an addition.
    const actionType =
      instance.actionType === 'ADDED' && this.#changes.has(key) ? 'MODIFIED' : instance.actionType;
    const noted = { ...instance, actionType };
    this.#changes.delete(key);
    this.#changes.set(key, { instance: noted, at: now });
    return noted;
  }

  /** What has changed, the latest last. */
  since(now: number): readonly EurekaInstance[] {
    for (const [key, { at }] of this.#changes) {
      if (at + this.retentionMs >= now) break;
      this.#changes.delete(key);
    }
    return [...this.#changes.values()].map(({ instance }) => instance);
  }
}
