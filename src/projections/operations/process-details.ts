import { withoutSecrets } from '../../application/audit-service/replay/without-secrets.js';
import type { Clock } from '../../application/clock.js';
import type { DeadLetterStore } from '../../application/event-processor/dead-letter-store.js';
import type { EventStore } from '../../application/event-store.js';
import { processManager } from '../../application/process-managers.js';
import { processTimeline, type TimelineStep } from '../../application/process-runtime/process-timeline.js';
import { recordedProcess } from '../../application/process-runtime/recorded-process.js';
import { retryPossible } from '../../application/process-runtime/retry-process.js';
import { ABANDONED_AFTER_MS } from '../../application/process-runtime/abandoned-commands.js';
import { OVERDUE_AFTER_MS, type ProcessSummary } from './process-list.js';

/** A process from its stream, with every step. */
export interface ProcessDetails extends Omit<ProcessSummary, 'openCommands'> {
  readonly openCommands: readonly {
    readonly commandId: string;
    readonly type: string;
    readonly body: unknown;
    /** When it was decided, ISO 8601 UTC. */
    readonly since: string;
  }[];
  readonly stream: string;
  readonly revision: number;
  readonly correlationId: string;
  readonly cancelled: boolean;
  /** What is parked of what comes to it. */
  readonly deadLetter: {
    readonly handler: string;
    readonly key: string;
    readonly error: string | null;
  } | null;
  /** Whether a retry would do anything. */
  readonly retryable: boolean;
  readonly steps: readonly TimelineStep[];
}

/** A process in full; undefined when it has no stream. Secrets are hidden. @throws EventStoreUnavailableError, TransientError */
export async function processDetails(
  parts: { readonly eventStore: EventStore; readonly deadLetters: DeadLetterStore; readonly clock: Clock },
  manager: string,
  processId: string,
): Promise<ProcessDetails | undefined> {
  const { eventStore, deadLetters, clock } = parts;
  const process = await recordedProcess(eventStore, manager, processId);
  if (process === undefined) return undefined;
  const handler = `process.${manager}`;
  const [parked] = await deadLetters.parkedEvents(handler, processId, 1);
  const { log, steps, stream, movedAt } = process;
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const now = clock.now().getTime();
  const { retryDeadlines = [] } = processManager(manager)?.manager ?? {};
  const deadlines = [...log.openDeadlines.values()].map(({ name, dueAt }) => ({ name, dueAt }));
  const decidedAt = new Map(
    steps.flatMap(({ data, recordedAt }) => data.commands.map(({ commandId }) => [commandId, recordedAt])),
  );
  const moments = deadlines.map(({ dueAt }) => Date.parse(dueAt));
  if (log.openCommands.size > 0) moments.push(movedAt + ABANDONED_AFTER_MS);
  const isOverdue = moments.some((moment) => moment < now - OVERDUE_AFTER_MS);
  return withoutSecrets({
    manager,
    processId,
    status: isOverdue ? 'overdue' : log.ended ? 'ended' : 'open',
    lastInput: steps.findLast(({ data }) => data.inputs.length > 0)?.data.inputs.at(-1)?.type ?? '',
    openCommands: [...log.openCommands.values()].map(({ commandId, body }) => ({
      commandId,
      type: body.type,
      body: body.data,
      since: decidedAt.get(commandId) ?? first.recordedAt,
    })),
    deadlines,
    startedAt: first.recordedAt,
    updatedAt: last.recordedAt,
    stream,
    revision: last.revision,
    correlationId: first.metadata.$correlationId,
    cancelled: log.cancelled,
    deadLetter: parked === undefined ? null : { handler, key: processId, error: parked.error ?? null },
    retryable: retryPossible(process, parked !== undefined, retryDeadlines, now).kind === 'retried',
    steps: processTimeline(process),
  });
}
