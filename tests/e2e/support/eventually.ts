import { setTimeout as sleep } from 'node:timers/promises';

const pauseMs = 50;

/**
 * Tries until `attempt` no longer throws, and resolves with what it gave.
 *
 * @throws what the last attempt threw, once `withinMs` have passed
 */
export async function eventually<T>(attempt: () => Promise<T> | T, withinMs = 15_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await sleep(pauseMs);
  }
}
