import type { Message } from '../../domain/message.js';
import type { RecordedDeadline, RecordedStep } from './process-advanced.js';

/** A command that was decided and whose outcome is not known yet, with all that dispatching it again needs. */
export interface OpenCommand<Command extends Message = Message> {
  readonly commandId: string;
  readonly body: Command;
  /** The step that decided it. */
  readonly causationId: string;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** A deadline that has neither passed nor been moved or cancelled. */
export interface OpenDeadline extends RecordedDeadline {
  /** The step that set it. */
  readonly causationId: string;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/**
 * The inbox, outbox and timers of one process: the fold of its steps, apart from its state. Bounded by the length of
 * the process's stream, which is short by nature.
 */
export class ProcessLog<Command extends Message = Message> {
  readonly seenInputs = new Set<string>();
  readonly openCommands = new Map<string, OpenCommand<Command>>();
  readonly openDeadlines = new Map<string, OpenDeadline>();
  ended = false;
  /** An operator has given it up: nothing is dispatched any more, and nothing is taken in. */
  cancelled = false;

  /** The open deadlines that have passed at `now` (ISO 8601 UTC), the earliest first. */
  deadlinesDue(now: string): OpenDeadline[] {
    return [...this.openDeadlines.values()]
      .filter(({ dueAt }) => dueAt <= now)
      .sort((a, b) => a.dueAt.localeCompare(b.dueAt));
  }

  /** Takes in the next step of the stream. */
  apply({ eventId, data, metadata }: RecordedStep<Command>): void {
    const origin = {
      causationId: eventId,
      correlationId: metadata.$correlationId,
      ...(metadata.traceparent === undefined ? {} : { traceparent: metadata.traceparent }),
    };
    for (const input of data.inputs) {
      this.seenInputs.add(input.inputId);
      if (input.data === undefined) continue;
      if ('retriedBy' in input.data) continue;
      if ('cancelledBy' in input.data) this.cancelled = true;
      else if ('commandId' in input.data) this.openCommands.delete(input.data.commandId);
      else if (this.openDeadlines.get(input.data.name)?.deadlineId === input.inputId) {
        this.openDeadlines.delete(input.data.name);
      }
    }
    for (const name of data.cancelledDeadlines) this.openDeadlines.delete(name);
    for (const { name, deadlineId, dueAt } of data.deadlines) {
      this.openDeadlines.set(name, { name, deadlineId, dueAt, ...origin });
    }
    for (const { commandId, body } of data.commands) {
      this.openCommands.set(commandId, { commandId, body, ...origin });
    }
    if (this.cancelled) this.openCommands.clear();
    if (data.ended) {
      this.ended = true;
      this.openDeadlines.clear();
    }
  }
}
