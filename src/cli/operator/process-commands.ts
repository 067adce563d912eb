import { Command, Option } from 'commander';
import { processManager } from '../../application/process-managers.js';
import { cancelProcess } from '../../application/process-runtime/cancel-process.js';
import { insistently } from '../../application/process-runtime/insistently.js';
import { retryProcess, type Retried } from '../../application/process-runtime/retry-process.js';
import { processDetails } from '../../projections/operations/process-details.js';
import type { ProcessStanding } from '../../projections/operations/process-list.js';
import { type CommandLine, wholeNumber } from './command-line.js';
import { locatedProcesses } from './located-processes.js';
import { OperatorError } from './operator-error.js';
import { table } from './output.js';
import { processText } from './process-text.js';
import { serviceDatabase } from './service-databases.js';

/** What the operator does about processes. */
export function processCommands(line: CommandLine): Command {
  const processes = line
    .strict(new Command('processes'))
    .description('What runs from one service to another.');
  line
    .leaf(processes, 'list', 'show processes, those that moved last first')
    .option('--manager <name>', 'only of this kind, for example fulfilment')
    .addOption(new Option('--status <status>', 'only these').choices(['open', 'overdue', 'ended']))
    .option('--limit <n>', 'at most so many', wholeNumber(1, 10_000), 50)
    .action((options: { manager?: string; status?: ProcessStanding; limit: number }, command: Command) =>
      line.withMongo(command, async (connection) => {
        const { manager, status, limit } = options;
        const found = await locatedProcesses(connection, { manager, status, limit }, Date.now());
        line.answer(command, found, () =>
          table(
            ['MANAGER', 'PROCESS', 'STATUS', 'LAST INPUT', 'OPEN COMMANDS', 'WAITS UNTIL', 'UPDATED AT'],
            found.map((one) => [
              one.manager,
              one.processId,
              one.status,
              one.lastInput,
              one.openCommands.map(({ type }) => type).join(' ') || '-',
              one.deadlines.map(({ name, dueAt }) => `${dueAt} (${name})`).join(' ') || '-',
              one.updatedAt,
            ]),
          ),
        );
      }),
    );
  const ofOne = (name: string, description: string): Command =>
    line
      .leaf(processes, name, description)
      .argument('<manager>', 'for example fulfilment', known)
      .argument('<process>', 'its id, as the list shows it');
  ofOne('show', 'show what a process took in, decided and waits for, step by step').action(
    (manager: string, processId: string, _: unknown, command: Command) =>
      line.withStores(command, async ({ mongodb, eventStore, clock, look }) => {
        await look('process', { manager, processId });
        const { deadLetters } = serviceDatabase(mongodb, serviceOf(manager)).stores;
        const details = await processDetails({ eventStore, deadLetters, clock }, manager, processId);
        if (details === undefined) throw unknownProcess(manager, processId);
        line.answer(command, details, () => processText(details));
      }),
  );
  ofOne('cancel', 'end a process: it dispatches nothing any more, whatever comes')
    .requiredOption('--reason <text>', 'why, for those who look at it later')
    .action((manager: string, processId: string, { reason }: { reason: string }, command: Command) =>
      line.withEventStore(command, async ({ eventStore, randomness, actor, act }) => {
        await act('cancel-process', { manager, processId, reason });
        const outcome = await insistently(() =>
          cancelProcess({ eventStore, randomness }, manager, processId, { actor, reason }),
        );
        if (outcome === 'no-such-process') throw unknownProcess(manager, processId);
        if (outcome === 'ended-before') throw new OperatorError(`${manager} ${processId} has ended already`);
        line.answer(
          command,
          { manager, processId, outcome, by: actor },
          () => `${manager} ${processId} is cancelled by ${actor}`,
        );
      }),
    );
  ofOne('retry', 'let a process try again now what it would try later')
    .option('--reason <text>', 'why, for those who look at it later')
    .action((manager: string, processId: string, { reason }: { reason?: string }, command: Command) =>
      line.withStores(command, async ({ mongodb, eventStore, clock, randomness, actor, act }) => {
        await act('retry-process', { manager, processId, ...(reason === undefined ? {} : { reason }) });
        const { deadLetters } = serviceDatabase(mongodb, serviceOf(manager)).stores;
        const { retryDeadlines = [] } = processManager(manager)!.manager;
        const outcome = await insistently(() =>
          retryProcess(
            { eventStore, randomness, deadLetters, clock },
            { managerName: manager, processId, retryDeadlines },
            { actor, reason },
          ),
        );
        if (outcome.kind === 'no-such-process') throw unknownProcess(manager, processId);
        if (outcome.kind !== 'retried') {
          throw new OperatorError(`${manager} ${processId} ${REFUSALS[outcome.kind]}`);
        }
        line.answer(
          command,
          { manager, processId, ...outcome.retried, by: actor },
          () => `${manager} ${processId} tries again: ${retriedText(outcome.retried)}`,
        );
      }),
    );
  return processes;
}

const REFUSALS = {
  'ended-before': 'has ended already',
  'at-work': 'may be dispatching its commands at this moment; try again in half a minute',
  'nothing-to-retry': 'waits for what comes to it; see: webstore processes show',
} as const;

function retriedText({ commands, deadlines, deadLetter }: Retried): string {
  return [
    commands > 0 ? `${commands} open commands` : '',
    ...deadlines.map((name) => `what waited for ${name}`),
    deadLetter ? 'what is parked' : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** @throws OperatorError */
function known(manager: string): string {
  if (processManager(manager) !== undefined) return manager;
  throw new OperatorError(`no process is of the kind '${manager}'; see: webstore processes list`, 2);
}

function serviceOf(manager: string): string {
  return processManager(manager)!.service;
}

function unknownProcess(manager: string, processId: string): OperatorError {
  return new OperatorError(`there is no process ${manager} ${processId}; see: webstore processes list`, 2);
}
