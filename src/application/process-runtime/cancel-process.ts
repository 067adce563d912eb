import type { EventMetadata } from '../event-metadata.js';
import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';
import {
  PROCESS_ADVANCED,
  PROCESS_ADVANCED_VERSION,
  PROCESS_CANCELLED,
  processStream,
  type ProcessAdvanced,
  type RecordedStep,
} from './process-advanced.js';
import { ProcessLog } from './process-log.js';

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
  { eventStore, randomness }: { readonly eventStore: EventStore; readonly randomness: Randomness },
  managerName: string,
  processId: string,
  { actor, reason }: Cancellation,
): Promise<CancellationOutcome> {
  const stream = processStream(managerName, processId);
  const log = new ProcessLog();
  let last: RecordedStep | undefined;
  for await (const event of eventStore.readStream(stream)) {
    last = { ...event, data: event.data as ProcessAdvanced };
    log.apply(last);
  }
  if (last === undefined) return 'no-such-process';
  if (log.cancelled || (log.ended && log.openCommands.size === 0)) return 'ended-before';
  const eventId = randomness.uuid();
  const step: ProcessAdvanced<never, never> = {
    inputs: [{ inputId: eventId, type: PROCESS_CANCELLED, data: { cancelledBy: actor, reason } }],
    facts: [],
    commands: [],
    deadlines: [],
    cancelledDeadlines: [...log.openDeadlines.keys()],
    ended: true,
  };
  const metadata: EventMetadata = {
    $correlationId: last.metadata.$correlationId,
    $causationId: last.eventId,
    commandId: eventId,
    actor,
    schemaVersion: PROCESS_ADVANCED_VERSION,
  };
  await eventStore.append(stream, last.revision, [{ eventId, type: PROCESS_ADVANCED, data: step, metadata }]);
  return 'cancelled';
}
