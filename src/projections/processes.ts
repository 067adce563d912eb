import { ABANDONED_AFTER_MS } from '../application/process-runtime/abandoned-commands.js';
import {
  isRetry,
  PROCESS_ADVANCED,
  processStreamPrefix,
} from '../application/process-runtime/process-advanced.js';
import type { ProcessAdvanced } from '../application/process-runtime/process-advanced.js';
import type { Document } from '../application/read-models/document.js';
import type { ProcessDocument } from '../application/read-models/process-view.js';
import type { RecordedEvent } from '../application/recorded-event.js';
import type { Projection } from './projection.js';

type Process = Omit<ProcessDocument, keyof Document>;

/** The processes of the given managers of one service, one document per process. */
export function processes(managers: readonly string[]): Projection<ProcessDocument> {
  const prefixes = managers.map((manager) => ({ manager, prefix: processStreamPrefix(manager) }));

  function identify({ stream }: RecordedEvent): { manager: string; processId: string } | undefined {
    const found = prefixes.find(({ prefix }) => stream.startsWith(prefix));
    return found && { manager: found.manager, processId: stream.slice(found.prefix.length) };
  }

  return {
    name: 'processes',
    version: 2,
    filter: { streamPrefixes: prefixes.map(({ prefix }) => prefix) },
    // A process takes several steps within moments, and one write shows them all.
    unhurried: true,
    indexes: [{ listKey: 1 }, { status: 1, listKey: 1 }, { manager: 1, waking: 1, wakeAt: 1 }],

    documentId(event) {
      const process = identify(event);
      return process && `${process.manager}-${process.processId}`;
    },

    streamOf: (documentId) => `process.${documentId}`,

    evolve(document, event): Process {
      const process = identify(event);
      if (event.type !== PROCESS_ADVANCED || process === undefined) {
        throw new Error(`${event.type} in ${event.stream} is no step of a process`);
      }
      return advance(document, process, event.data as ProcessAdvanced, event.recordedAt);
    },
  };
}

function advance(
  before: Process | undefined,
  { manager, processId }: { manager: string; processId: string },
  step: ProcessAdvanced,
  recordedAt: string,
): Process {
  const answered = new Set<string>();
  const gone = new Set(step.cancelledDeadlines);
  const passed = new Set<string>();
  let cancelled = false;
  for (const { inputId, data } of step.inputs) {
    if (data === undefined) continue;
    if ('retriedBy' in data) continue;
    if ('cancelledBy' in data) cancelled = true;
    else if ('commandId' in data) answered.add(data.commandId);
    else passed.add(inputId);
  }
  for (const { name } of step.deadlines) gone.add(name);

  const status = step.ended || before?.status === 'ended' ? 'ended' : 'running';
  const stillUnanswered = (before?.openCommands ?? []).filter(({ commandId }) => !answered.has(commandId));
  const decided = step.commands.map(({ commandId, body }) => ({ commandId, type: body.type }));
  const openCommands = cancelled ? [] : [...stillUnanswered, ...decided];
  const stillOpen = (before?.openDeadlines ?? []).filter(
    ({ name, deadlineId }) => !gone.has(name) && !passed.has(deadlineId),
  );
  const openDeadlines = status === 'ended' ? [] : [...stillOpen, ...step.deadlines];

  const moments = openDeadlines.map(({ dueAt }) => Date.parse(dueAt));
  if (openCommands.length > 0) {
    moments.push(Date.parse(recordedAt) + (isRetry(step) ? 0 : ABANDONED_AFTER_MS));
  }
  const { type, inputId } = step.inputs.at(-1) ?? before?.lastInput ?? { type: '', inputId: '' };
  return {
    manager,
    processId,
    status,
    lastInput: { type, inputId },
    openCommands,
    openDeadlines,
    waking: moments.length > 0,
    wakeAt: moments.length > 0 ? Math.min(...moments) : 0,
    updatedAt: recordedAt,
  };
}
