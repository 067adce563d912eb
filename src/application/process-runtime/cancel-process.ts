import { appendOperatorStep, type OperatorStepParts } from './operator-step.js';
import { PROCESS_CANCELLED } from './process-advanced.js';
import { isOver, recordedProcess } from './recorded-process.js';

/** Who gives a process up, and why. */
export interface Cancellation {
  /** For example `operator:ada`. */
  readonly actor: string;
  readonly reason: string;
}

/** What became of a wish to cancel a process. */
export type CancellationOutcome = 'cancelled' | 'no-such-process' | 'ended-before';

/**
 * Ends a process by a step of its stream: its open commands and deadlines are dropped, and whatever comes to it later leads to
 * nothing. Works whether or not its service runs: whoever is about to take the next step meets this one first.
 * What was dispatched before it may still take effect.
 * @throws WrongExpectedRevisionError when the process has just moved: try again
 * @throws EventStoreUnavailableError
 */
export async function cancelProcess(
  parts: OperatorStepParts,
  managerName: string,
  processId: string,
  { actor, reason }: Cancellation,
): Promise<CancellationOutcome> {
  const process = await recordedProcess(parts.eventStore, managerName, processId);
  if (process === undefined) return 'no-such-process';
  if (isOver(process)) return 'ended-before';
  await appendOperatorStep(parts, process, {
    type: PROCESS_CANCELLED,
    data: { cancelledBy: actor, reason },
    actor,
    deadlines: [],
    cancelledDeadlines: [...process.log.openDeadlines.keys()],
    ended: true,
  });
  return 'cancelled';
}
