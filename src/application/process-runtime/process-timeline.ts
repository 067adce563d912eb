import type { Message } from '../../domain/message.js';
import type { OutcomeRecord, RecordedDeadline, RecordedInput, RecordedStep } from './process-advanced.js';
import type { RecordedProcess } from './recorded-process.js';

/** What became of a command: `cancelled` when its process was given up before anybody knew. */
export type CommandFate = 'open' | 'accepted' | 'rejected' | 'cancelled';

/** A command that a process has decided, and what became of it. */
export interface TimelineCommand extends Message<string, unknown> {
  readonly commandId: string;
  readonly outcome: CommandFate;
  /** When that was recorded, ISO 8601 UTC; null while nothing is. */
  readonly outcomeAt: string | null;
  /** Of a rejected one. */
  readonly code?: string;
  readonly message?: string;
}

/** What one step of a process took in and decided. */
export interface TimelineStep {
  readonly revision: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly actor: string;
  readonly inputs: readonly RecordedInput[];
  readonly facts: readonly Message[];
  readonly commands: readonly TimelineCommand[];
  readonly deadlines: readonly Pick<RecordedDeadline, 'name' | 'dueAt'>[];
  readonly cancelledDeadlines: readonly string[];
  readonly ended: boolean;
}

/** The steps of a process in order, each command with what became of it. */
export function processTimeline({ steps, log }: RecordedProcess): TimelineStep[] {
  const outcomes = outcomesIn(steps);
  const cancelledAt = log.cancelled ? steps.find(isCancellation)?.recordedAt : undefined;
  return steps.map(({ revision, recordedAt, metadata, data }) => ({
    revision,
    at: recordedAt,
    actor: metadata.actor,
    inputs: data.inputs,
    facts: data.facts,
    commands: data.commands.map(({ commandId, body }) => ({
      commandId,
      type: body.type,
      data: body.data,
      ...(outcomes.get(commandId) ?? unanswered(cancelledAt)),
    })),
    deadlines: data.deadlines.map(({ name, dueAt }) => ({ name, dueAt })),
    cancelledDeadlines: data.cancelledDeadlines,
    ended: data.ended,
  }));
}

type Outcome = Pick<TimelineCommand, 'outcome' | 'outcomeAt' | 'code' | 'message'>;

function outcomesIn(steps: readonly RecordedStep[]): Map<string, Outcome> {
  const outcomes = new Map<string, Outcome>();
  for (const { recordedAt, data } of steps) {
    for (const { data: outcome } of data.inputs) {
      if (outcome === undefined || !('commandId' in outcome)) continue;
      outcomes.set(outcome.commandId, outcomeOf(outcome, recordedAt));
    }
  }
  return outcomes;
}

function outcomeOf({ code, message }: OutcomeRecord, outcomeAt: string): Outcome {
  if (code === undefined) return { outcome: 'accepted', outcomeAt };
  return { outcome: 'rejected', outcomeAt, code, ...(message === undefined ? {} : { message }) };
}

function unanswered(cancelledAt: string | undefined): Outcome {
  return cancelledAt === undefined
    ? { outcome: 'open', outcomeAt: null }
    : { outcome: 'cancelled', outcomeAt: cancelledAt };
}

function isCancellation({ data }: RecordedStep): boolean {
  return data.inputs.some(({ data: input }) => input !== undefined && 'cancelledBy' in input);
}
