import type { RegistryAction } from '../leases/registry-action.js';

/** What a peer has not been told yet: of each instance only what still matters, in the order it happened. */
export class PendingActions {
  readonly #byInstance = new Map<string, readonly RegistryAction[]>();

  get size(): number {
    let size = 0;
    for (const actions of this.#byInstance.values()) size += actions.length;
    return size;
  }

  add(action: RegistryAction): void {
    const key = keyOf(action);
    this.#byInstance.set(key, withAction(this.#byInstance.get(key) ?? [], action));
  }

  /** Takes out what there is, at most `limit` actions and at least those of one instance. */
  take(limit: number): readonly RegistryAction[] {
    const taken: RegistryAction[] = [];
    for (const [key, actions] of this.#byInstance) {
      if (taken.length > 0 && taken.length + actions.length > limit) break;
      taken.push(...actions);
      this.#byInstance.delete(key);
    }
    return taken;
  }

  /** Puts back what could not be told; what has happened since comes after it. */
  putBack(actions: readonly RegistryAction[]): void {
    const since = [...this.#byInstance.values()].flat();
    this.#byInstance.clear();
    for (const action of [...actions, ...since]) this.add(action);
  }
}

function withAction(earlier: readonly RegistryAction[], action: RegistryAction): readonly RegistryAction[] {
  const without = (...kinds: readonly RegistryAction['kind'][]) =>
    earlier.filter(({ kind }) => !kinds.includes(kind));
  switch (action.kind) {
    case 'Cancel':
      return [action];
    case 'Register':
      return [...without('Register', 'Heartbeat'), action];
    case 'Heartbeat':
      return earlier.length > 0 ? earlier : [action];
    case 'StatusUpdate':
    case 'DeleteStatusOverride':
      return [...without('StatusUpdate', 'DeleteStatusOverride'), action];
  }
}

function keyOf({ instance }: RegistryAction): string {
  return `${instance.app}\n${instance.instanceId}`;
}
