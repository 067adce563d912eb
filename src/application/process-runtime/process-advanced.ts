import type { Message } from '../../domain/message.js';
import type { EventMetadata } from '../event-metadata.js';

/** The one event type of process streams: what one step took in and what it decided. */
export const PROCESS_ADVANCED = 'ProcessAdvanced';

/** The version of `ProcessAdvanced`'s own schema. */
export const PROCESS_ADVANCED_VERSION = 1;

/** The type of the input by which an operator ends a process. */
export const PROCESS_CANCELLED = 'ProcessCancelled';

/** The type of the input by which an operator lets a process try again what it would try later. */
export const PROCESS_RETRIED = 'ProcessRetried';

/** An input as the process stream remembers it. */
export interface RecordedInput {
  /** The event's id; derived for an outcome (from the command id) and for a deadline (from the input that set it). */
  readonly inputId: string;
  readonly type: string;
  /** Only of outcomes, deadlines, cancellations and retries; an event's data stays where the event is. */
  readonly data?: OutcomeRecord | DeadlineRecord | CancellationRecord | RetryRecord;
}

/** Which command was answered, and how it was refused. */
export interface OutcomeRecord {
  readonly commandId: string;
  readonly code?: string;
  readonly message?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Which deadline has passed. */
export interface DeadlineRecord {
  readonly name: string;
}

/** An operator's decision. */
export interface CancellationRecord {
  readonly cancelledBy: string;
  readonly reason: string;
}

/** An operator's wish. It is no work of the process's own: whoever was at work before it still is. */
export interface RetryRecord {
  readonly retriedBy: string;
  readonly reason?: string;
}

/** Whether a step only carries an operator's wish that the process tries again. */
export function isRetry({ inputs }: Pick<ProcessAdvanced, 'inputs'>): boolean {
  return inputs.some(({ data }) => data !== undefined && 'retriedBy' in data);
}

/** A durable timer. Its id becomes the input id of its firing, so it fires once whoever fires it. */
export interface RecordedDeadline {
  readonly name: string;
  readonly deadlineId: string;
  /** ISO 8601 UTC. */
  readonly dueAt: string;
}

/** The data of a `ProcessAdvanced` event: inbox, state, outbox and timers of a process move together or not at all. */
export interface ProcessAdvanced<Command extends Message = Message, Fact extends Message = Message> {
  readonly inputs: readonly RecordedInput[];
  readonly facts: readonly Fact[];
  readonly commands: readonly { readonly commandId: string; readonly body: Command }[];
  readonly deadlines: readonly RecordedDeadline[];
  readonly cancelledDeadlines: readonly string[];
  readonly ended: boolean;
}

/** The step that only says who is at work now: what it leaves open is its appender's to dispatch. */
export const TAKEN_OVER: ProcessAdvanced<never, never> = {
  inputs: [],
  facts: [],
  commands: [],
  deadlines: [],
  cancelledDeadlines: [],
  ended: false,
};

/** A step as it stands in the stream: its data and what identifies it. */
export interface RecordedStep<Command extends Message = Message, Fact extends Message = Message> {
  readonly eventId: string;
  readonly revision: number;
  readonly data: ProcessAdvanced<Command, Fact>;
  readonly metadata: EventMetadata;
  /** ISO 8601 UTC. */
  readonly recordedAt: string;
}

/** The prefix of the streams of one process manager's processes. */
export function processStreamPrefix(name: string): string {
  return `process.${name}-`;
}

/** The stream of one process. */
export function processStream(name: string, processId: string): string {
  return processStreamPrefix(name) + processId;
}
