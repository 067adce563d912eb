/**
 * Lets one tab of this origin at a time do a task. Without Web Locks (pages that came over plain HTTP from another machine)
 * tabs do not wait for each other.
 */
export function tabLock(name: string): <T>(task: () => Promise<T>) => Promise<T> {
  const { locks } = navigator as { locks?: LockManager };
  return async (task) => (locks === undefined ? task() : await locks.request(name, task));
}
