import type { Clock } from '../clock.js';
import { PROCESS_RETRIED } from './process-advanced.js';
import type { DueProcess, ProcessWakeups } from './process-wakeups.js';

/** A process manager's runtime as the scheduler needs it. */
export interface Wakeable {
  /** The process manager's name. */
  readonly managerName: string;
  wake(processId: string, revision: number): Promise<void>;
}

/** What went wrong: with one process, or (without `processId`) with finding the due ones. */
export interface SchedulerFailure {
  readonly managerName: string;
  readonly processId?: string;
  readonly error: unknown;
}

/** What a `DeadlineScheduler` works with; durations in milliseconds. */
export interface DeadlineSchedulerParts {
  readonly processes: Wakeable;
  readonly wakeups: ProcessWakeups;
  readonly clock: Clock;
  readonly onFailure: (failure: SchedulerFailure) => void;
  /** Between two looks for due processes. Default 1,000. */
  readonly intervalMs?: number;
  /** Processes being woken, or waiting to be tried again, at one time. Default 256. */
  readonly maxAtOnce?: number;
  /** The longest pause between two tries for one process. Default 30,000. */
  readonly longestRetryDelayMs?: number;
}

/**
 * Wakes processes when a deadline has passed or a crash left commands open. Keeps nothing itself: what is due is asked of
 * a read model, whether it really is due is decided by the process's stream. So it may run in every instance of a
 * service, be killed at any time, and see the read model late: each deadline fires at least once and takes effect once.
 * A process that can't go on is tried again ever more seldom, and at once when an operator asks for it.
 */
export class DeadlineScheduler {
  /** The processes being woken, with what ends the wait before another try. */
  readonly #busy = new Map<string, { readonly lastRetry: string | undefined; readonly hurry: () => void }>();
  #stopping = new AbortController();
  #running: Promise<void> | undefined;

  constructor(private readonly parts: DeadlineSchedulerParts) {}

  /** Begins to look for due processes; does nothing when it already does. */
  start(): void {
    if (this.#running !== undefined) return;
    this.#stopping = new AbortController();
    this.#running = this.#run(this.#stopping.signal);
  }

  /** Resolves when it has stopped and no process is being woken any more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#running = undefined;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { clock, intervalMs = 1_000 } = this.parts;
    const waking = new Set<Promise<void>>();
    while (!signal.aborted) {
      for (const due of await this.#due()) {
        const task = this.#wake(due, signal);
        waking.add(task);
        void task.then(() => waking.delete(task));
      }
      await clock.sleep(intervalMs, signal);
    }
    await Promise.all(waking);
  }

  async #due(): Promise<readonly DueProcess[]> {
    const { processes, wakeups, clock, onFailure, maxAtOnce = 256 } = this.parts;
    const { managerName } = processes;
    const free = maxAtOnce - this.#busy.size;
    if (free <= 0) return [];
    try {
      const due = await wakeups.due(managerName, clock.now().getTime(), maxAtOnce);
      for (const one of due) {
        const busy = this.#busy.get(one.processId);
        if (busy !== undefined && retryOf(one) !== busy.lastRetry) busy.hurry();
      }
      return due.filter(({ processId }) => !this.#busy.has(processId)).slice(0, free);
    } catch (error) {
      onFailure({ managerName, error });
      return [];
    }
  }

  async #wake(due: DueProcess, signal: AbortSignal): Promise<void> {
    const { processId, revision } = due;
    const { processes, clock, onFailure, intervalMs = 1_000, longestRetryDelayMs = 30_000 } = this.parts;
    const hurry = new AbortController();
    const waiting = AbortSignal.any([signal, hurry.signal]);
    this.#busy.set(processId, { lastRetry: retryOf(due), hurry: () => hurry.abort() });
    let delay = intervalMs;
    while (!waiting.aborted) {
      try {
        await processes.wake(processId, revision);
        break;
      } catch (error) {
        onFailure({ managerName: processes.managerName, processId, error });
        await clock.sleep(delay, waiting);
        delay = Math.min(delay * 2, longestRetryDelayMs);
      }
    }
    this.#busy.delete(processId);
  }
}

/** The id of the operator's wish for a retry that came last, if there was one. */
function retryOf({ lastInput }: DueProcess): string | undefined {
  return lastInput?.type === PROCESS_RETRIED ? lastInput.inputId : undefined;
}
