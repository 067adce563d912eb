import type { EventMetadata } from '../event-metadata.js';
import type { EventStore } from '../event-store.js';
import type { Randomness } from '../randomness.js';
import {
  PROCESS_ADVANCED,
  PROCESS_ADVANCED_VERSION,
  type ProcessAdvanced,
  type RecordedInput,
} from './process-advanced.js';
import type { RecordedProcess } from './recorded-process.js';

/** What is needed to write into the stream of a process. */
export interface OperatorStepParts {
  readonly eventStore: EventStore;
  readonly randomness: Randomness;
}

/** A step by which an operator intervenes: its one input says who and why. */
export interface OperatorStep extends Pick<ProcessAdvanced, 'deadlines' | 'cancelledDeadlines' | 'ended'> {
  readonly type: string;
  readonly data: NonNullable<RecordedInput['data']>;
  readonly actor: string;
}

/**
 * Appends an operator's step behind what was read of a process.
 * @throws WrongExpectedRevisionError when the process has just moved: try again
 * @throws EventStoreUnavailableError
 */
export async function appendOperatorStep(
  { eventStore, randomness }: OperatorStepParts,
  { stream, steps }: RecordedProcess,
  { type, data, actor, ...rest }: OperatorStep,
): Promise<void> {
  const last = steps.at(-1)!;
  const eventId = randomness.uuid();
  const step: ProcessAdvanced<never, never> = {
    inputs: [{ inputId: eventId, type, data }],
    facts: [],
    commands: [],
    ...rest,
  };
  const metadata: EventMetadata = {
    $correlationId: last.metadata.$correlationId,
    $causationId: last.eventId,
    commandId: eventId,
    actor,
    schemaVersion: PROCESS_ADVANCED_VERSION,
  };
  await eventStore.append(stream, last.revision, [{ eventId, type: PROCESS_ADVANCED, data: step, metadata }]);
}
