import { setTimeout as delay } from 'node:timers/promises';

/** Resolves once `condition` holds. @throws Error when that takes more than `boundMs` */
export async function until(condition: () => boolean | Promise<boolean>, boundMs = 10_000): Promise<void> {
  const end = Date.now() + boundMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('the awaited condition did not come true');
    await delay(10);
  }
}
