/** A process that may have something to do by itself. */
export interface DueProcess {
  readonly processId: string;
  /** The revision its stream is known to have reached. */
  readonly revision: number;
  /** What came to it last, as far as that is known. */
  readonly lastInput?: { readonly type: string; readonly inputId: string };
}

/**
 * Finds the processes whose deadlines have passed or whose commands were left open. May be behind, and may name a process
 * that has nothing to do any more: only the process's own stream decides.
 */
export interface ProcessWakeups {
  /**
   * Processes of the manager `name` to be woken by `now` (ms since the epoch), the longest overdue first.
   * @throws TransientError
   */
  due(name: string, now: number, limit: number): Promise<readonly DueProcess[]>;
}
