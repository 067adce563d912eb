import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { environmentOf } from '../process-environment.js';
import type { ProcessSpec } from '../process-spec.js';
import { UsageError } from '../usage-error.js';
import type { PlannedProcess } from './refused-settings.js';

/**
 * Reads the settings of every process before any is started. In a thread of its own: what validates them takes some 20 MB, most of
 * which the launcher would keep for as long as the shop runs.
 *
 * @throws UsageError when a process would refuse its settings
 */
export async function requireValidSettings(processes: readonly ProcessSpec[]): Promise<void> {
  const planned: readonly PlannedProcess[] = processes.map((spec) => ({
    name: spec.name,
    environment: environmentOf(spec),
  }));
  const worker = new Worker(new URL('./settings-check.js', import.meta.url), { workerData: planned });
  const ended = once(worker, 'exit').then(([code]) => {
    throw new Error(`the check of the settings ended with code ${String(code)}`);
  });
  const [refusal] = (await Promise.race([once(worker, 'message'), ended])) as [string | undefined];
  await worker.terminate();
  if (refusal !== undefined) throw new UsageError(refusal);
}
