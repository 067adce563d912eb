import type { EventStore } from '../event-store.js';
import { isRetry, processStream, type ProcessAdvanced, type RecordedStep } from './process-advanced.js';
import { ProcessLog } from './process-log.js';

/** One process as its stream tells it, without the manager that runs it. */
export interface RecordedProcess {
  readonly stream: string;
  readonly steps: readonly RecordedStep[];
  readonly log: ProcessLog;
  /** When it took its last step of its own, in ms since the epoch. */
  readonly movedAt: number;
}

/** Reads a process; undefined when there is none. @throws EventStoreUnavailableError */
export async function recordedProcess(
  eventStore: Pick<EventStore, 'readStream'>,
  managerName: string,
  processId: string,
): Promise<RecordedProcess | undefined> {
  const stream = processStream(managerName, processId);
  const steps: RecordedStep[] = [];
  const log = new ProcessLog();
  let movedAt = 0;
  for await (const event of eventStore.readStream(stream)) {
    const step = { ...event, data: event.data as ProcessAdvanced };
    steps.push(step);
    log.apply(step);
    if (!isRetry(step.data)) movedAt = Date.parse(step.recordedAt);
  }
  return steps.length === 0 ? undefined : { stream, steps, log, movedAt };
}

/** Whether nothing that could be done would make it go on: it has ended and left nothing open, or was cancelled. */
export function isOver({ log }: Pick<RecordedProcess, 'log'>): boolean {
  return log.cancelled || (log.ended && log.openCommands.size === 0);
}
