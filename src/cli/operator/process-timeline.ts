import { withoutSecrets } from '../../application/audit-service/replay/without-secrets.js';
import type { EventStore } from '../../application/event-store.js';
import { processStream, type ProcessAdvanced } from '../../application/process-runtime/process-advanced.js';
import { OperatorError } from './operator-error.js';

/** What one step of a process took in and decided. */
export interface TimelineStep {
  readonly revision: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly actor: string;
  readonly inputs: ProcessAdvanced['inputs'];
  readonly facts: ProcessAdvanced['facts'];
  readonly commands: ProcessAdvanced['commands'];
  readonly deadlines: ProcessAdvanced['deadlines'];
  readonly ended: boolean;
}

/** The steps of a process, from its stream. @throws OperatorError when there is no such process */
export async function processTimeline(
  eventStore: EventStore,
  manager: string,
  processId: string,
): Promise<TimelineStep[]> {
  const steps: TimelineStep[] = [];
  const stream = processStream(manager, processId);
  for await (const { revision, recordedAt, metadata, data } of eventStore.readStream(stream)) {
    const { inputs, facts, commands, deadlines, ended } = withoutSecrets(data) as ProcessAdvanced;
    const { actor } = metadata;
    steps.push({ revision, at: recordedAt, actor, inputs, facts, commands, deadlines, ended });
  }
  if (steps.length > 0) return steps;
  throw new OperatorError(`there is no process ${manager} ${processId}; see: webstore processes list`, 2);
}

/** A step in lines to read. */
export function timelineLines({
  revision,
  at,
  inputs,
  facts,
  commands,
  deadlines,
  ended,
}: TimelineStep): string[] {
  return [
    `${at}  step ${revision}`,
    ...inputs.map(
      ({ type, data }) => `    took in   ${type}${data === undefined ? '' : ` ${JSON.stringify(data)}`}`,
    ),
    ...facts.map(({ type, data }) => `    noted     ${type} ${JSON.stringify(data)}`),
    ...commands.map(({ body }) => `    commanded ${body.type} ${JSON.stringify(body.data)}`),
    ...deadlines.map(({ name, dueAt }) => `    waits for ${name} until ${dueAt}`),
    ...(ended ? ['    ended'] : []),
  ];
}
