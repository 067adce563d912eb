import type { ProcessCommand, ProcessStep } from '../../../api/dtos.js';

/** One thing that a step took in or decided. */
export interface Entry {
  /** Unique within its step. */
  readonly id: string;
  readonly kind: 'input' | 'fact' | 'command' | 'deadline' | 'end';
  readonly title: string;
  /** What became of a command. */
  readonly outcome?: ProcessCommand['outcome'];
  readonly note?: string;
  /** ISO 8601: when a deadline is due, or an outcome was recorded. */
  readonly at?: string | null;
  readonly data?: unknown;
}

/** A step as a list: what came in, then what was decided on it. */
export function timelineEntries(step: ProcessStep): Entry[] {
  const { inputs, facts, commands, deadlines, cancelledDeadlines, ended } = step;
  return [
    ...inputs.map(({ inputId, type, data }): Entry => ({
      id: `input ${inputId}`,
      kind: 'input',
      title: type,
      ...(isEmpty(data) ? {} : { data }),
    })),
    ...facts.map(({ type, data }, index): Entry => ({
      id: `fact ${index}`,
      kind: 'fact',
      title: type,
      ...(isEmpty(data) ? {} : { data }),
    })),
    ...commands.map(({ commandId, type, data, outcome, outcomeAt, code, message }): Entry => ({
      id: `command ${commandId}`,
      kind: 'command',
      title: type,
      outcome,
      at: outcomeAt,
      ...(isEmpty(data) ? {} : { data }),
      ...(code === undefined ? {} : { note: message === undefined ? code : `${code}: ${message}` }),
    })),
    ...deadlines.map(({ name, dueAt }): Entry => ({
      id: `deadline ${name}`,
      kind: 'deadline',
      title: name,
      note: 'set, due',
      at: dueAt,
    })),
    ...cancelledDeadlines.map((name): Entry => ({
      id: `cancelled ${name}`,
      kind: 'deadline',
      title: name,
      note: 'given up',
    })),
    ...(ended ? [{ id: 'end', kind: 'end', title: 'The process has ended' } as const] : []),
  ];
}

function isEmpty(data: unknown): boolean {
  return data === undefined || data === null || (typeof data === 'object' && Object.keys(data).length === 0);
}
