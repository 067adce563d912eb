import type { Clock } from '../clock.js';
import type { DeadLetterStore } from '../event-processor/dead-letter-store.js';
import { ABANDONED_AFTER_MS } from './abandoned-commands.js';
import { appendOperatorStep, type OperatorStepParts } from './operator-step.js';
import { PROCESS_RETRIED, type RecordedDeadline } from './process-advanced.js';
import { isOver, recordedProcess, type RecordedProcess } from './recorded-process.js';

/** Who lets a process try again, and why. */
export interface RetryWish {
  /** For example `operator:ada`. */
  readonly actor: string;
  readonly reason?: string | undefined;
}

/** What a process will try again. */
export interface Retried {
  /** Commands that were left open: they go out again under the ids they have. */
  readonly commands: number;
  /** The waits before another try that are over now. */
  readonly deadlines: readonly string[];
  /** Whether inputs that are parked are handled again. */
  readonly deadLetter: boolean;
}

/** What became of a wish for a retry. `at-work`: its commands may be under way at this moment. */
export type RetryOutcome =
  | { readonly kind: 'retried'; readonly retried: Retried }
  | { readonly kind: 'no-such-process' | 'ended-before' | 'at-work' | 'nothing-to-retry' };

/** What a retry works with. */
export interface RetryParts extends OperatorStepParts {
  readonly deadLetters: DeadLetterStore;
  readonly clock: Clock;
}

/** A process of one manager; `retryDeadlines` as its manager declares them. */
export interface RetriedProcess {
  readonly managerName: string;
  readonly processId: string;
  readonly retryDeadlines: readonly string[];
}

/** What a retry of a process would do, or why there would be none. Pure. `now` in ms since the epoch. */
export function retryPossible(
  process: RecordedProcess,
  isParked: boolean,
  retryDeadlines: readonly string[],
  now: number,
): RetryOutcome {
  const { log, movedAt } = process;
  if (!isParked && isOver(process)) return { kind: 'ended-before' };
  if (log.openCommands.size > 0 && now - movedAt < ABANDONED_AFTER_MS) return { kind: 'at-work' };
  const deadlines = [...log.openDeadlines.keys()].filter((name) => retryDeadlines.includes(name));
  const retried = { commands: log.openCommands.size, deadlines, deadLetter: isParked };
  if (retried.commands === 0 && deadlines.length === 0 && !isParked) return { kind: 'nothing-to-retry' };
  return { kind: 'retried', retried };
}

/**
 * Lets a process try again now what it would try later: open commands, deadlines that only put off another try, inputs that
 * are parked. The wish is a step of its stream, so it holds whether or not the service runs; the service acts upon it as upon
 * a deadline: whoever takes the process over dispatches, alone, under the ids that the commands have had before.
 * Commands that may be under way at this moment are left alone.
 * @throws WrongExpectedRevisionError when the process has just moved: try again
 * @throws EventStoreUnavailableError, TransientError
 */
export async function retryProcess(
  parts: RetryParts,
  { managerName, processId, retryDeadlines }: RetriedProcess,
  { actor, reason }: RetryWish,
): Promise<RetryOutcome> {
  const { eventStore, deadLetters, clock } = parts;
  const now = clock.now();
  const process = await recordedProcess(eventStore, managerName, processId);
  if (process === undefined) return { kind: 'no-such-process' };
  const [parked] = await deadLetters.parkedEvents(`process.${managerName}`, processId, 1);
  const outcome = retryPossible(process, parked !== undefined, retryDeadlines, now.getTime());
  if (outcome.kind !== 'retried') return outcome;
  const { commands, deadlines } = outcome.retried;
  if (commands > 0 || deadlines.length > 0) {
    await appendOperatorStep(parts, process, {
      type: PROCESS_RETRIED,
      data: { retriedBy: actor, ...(reason === undefined ? {} : { reason }) },
      actor,
      deadlines: deadlines.map((name) => dueNow(process, name, now)),
      cancelledDeadlines: [],
      ended: false,
    });
  }
  if (parked !== undefined) await deadLetters.request(parked, 'replay');
  return outcome;
}

/** The same deadline, so that it fires once even if it passes at this moment. */
function dueNow({ log }: RecordedProcess, name: string, now: Date): RecordedDeadline {
  const { deadlineId } = log.openDeadlines.get(name)!;
  return { name, deadlineId, dueAt: now.toISOString() };
}
