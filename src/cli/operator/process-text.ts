import type { TimelineCommand, TimelineStep } from '../../application/process-runtime/process-timeline.js';
import type { ProcessDetails } from '../../projections/operations/process-details.js';

/** A process in lines to read: how it stands, then every step. */
export function processText(process: ProcessDetails): string {
  const { manager, processId, status, deadlines, openCommands, deadLetter } = process;
  return [
    `${manager} ${processId} is ${process.cancelled ? 'cancelled' : status}, at revision ${process.revision}`,
    ...openCommands.map(({ type, since }) => `  ${type} is open since ${since}`),
    ...deadlines.map(({ name, dueAt }) => `  waits for ${name} until ${dueAt}`),
    ...(deadLetter === null ? [] : [`  what comes to it is parked: ${deadLetter.error ?? 'being released'}`]),
    ...process.steps.flatMap(stepLines),
  ].join('\n');
}

function stepLines({ revision, at, inputs, facts, commands, deadlines, ended }: TimelineStep): string[] {
  return [
    `${at}  step ${revision}`,
    ...inputs.map(
      ({ type, data }) => `    took in   ${type}${data === undefined ? '' : ` ${JSON.stringify(data)}`}`,
    ),
    ...facts.map(({ type, data }) => `    noted     ${type} ${JSON.stringify(data)}`),
    ...commands.map(
      (command) => `    commanded ${command.type} ${JSON.stringify(command.data)}: ${fateOf(command)}`,
    ),
    ...deadlines.map(({ name, dueAt }) => `    waits for ${name} until ${dueAt}`),
    ...(ended ? ['    ended'] : []),
  ];
}

function fateOf({ outcome, outcomeAt, code }: TimelineCommand): string {
  return [outcome, code && `(${code})`, outcomeAt && `at ${outcomeAt}`].filter(Boolean).join(' ');
}
