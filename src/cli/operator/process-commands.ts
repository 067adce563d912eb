import { Command, Option } from 'commander';
import { cancelProcess, type CancellationOutcome } from '../../application/process-runtime/cancel-process.js';
import { WrongExpectedRevisionError } from '../../application/wrong-expected-revision-error.js';
import { SystemRandomness } from '../../infrastructure/system/system-randomness.js';
import { type CommandLine, wholeNumber } from './command-line.js';
import type { OpenEventStore } from './event-store-connection.js';
import { locatedProcesses, type ProcessStanding } from './located-processes.js';
import { OperatorError } from './operator-error.js';
import { table } from './output.js';
import { processTimeline, timelineLines } from './process-timeline.js';

const attempts = 5;

/** What the operator does about processes. */
export function processCommands(line: CommandLine): Command {
  const processes = line
    .strict(new Command('processes'))
    .description('What runs from one service to another.');
  line
    .leaf(processes, 'list', 'show processes, the newest first')
    .option('--manager <name>', 'only of this kind, for example fulfilment')
    .addOption(new Option('--status <status>', 'only these').choices(['open', 'overdue', 'ended']))
    .option('--limit <n>', 'at most so many', wholeNumber(1, 10_000), 50)
    .action((options: { manager?: string; status?: ProcessStanding; limit: number }, command: Command) =>
      line.withMongo(command, async (connection) => {
        const found = await locatedProcesses(connection, options, Date.now());
        line.answer(command, found, () =>
          table(
            ['MANAGER', 'PROCESS', 'STATUS', 'LAST INPUT', 'OPEN COMMANDS', 'WAITS UNTIL', 'UPDATED AT'],
            found.map((one) => [
              one.manager,
              one.processId,
              one.status,
              one.lastInput,
              one.openCommands.join(' ') || '-',
              one.deadlines.map(({ name, dueAt }) => `${dueAt} (${name})`).join(' ') || '-',
              one.updatedAt,
            ]),
          ),
        );
      }),
    );
  line
    .leaf(processes, 'show', 'show what a process took in, decided and waits for, step by step')
    .argument('<manager>', 'for example fulfilment')
    .argument('<process>', 'its id, as the list shows it')
    .action((manager: string, processId: string, _: unknown, command: Command) =>
      line.withEventStore(command, async ({ eventStore, look }) => {
        await look('process', { manager, processId });
        const timeline = await processTimeline(eventStore, manager, processId);
        line.answer(command, timeline, () => timeline.flatMap(timelineLines).join('\n'));
      }),
    );
  line
    .leaf(processes, 'cancel', 'end a process: it dispatches nothing any more, whatever comes')
    .argument('<manager>', 'for example fulfilment')
    .argument('<process>', 'its id, as the list shows it')
    .requiredOption('--reason <text>', 'why, for those who look at it later')
    .action((manager: string, processId: string, { reason }: { reason: string }, command: Command) =>
      line.withEventStore(command, async (open) => {
        const outcome = await cancelled(open, manager, processId, reason);
        if (outcome === 'no-such-process') {
          throw new OperatorError(`there is no process ${manager} ${processId}`, 2);
        }
        if (outcome === 'ended-before') throw new OperatorError(`${manager} ${processId} has ended already`);
        line.answer(
          command,
          { manager, processId, outcome, by: open.actor },
          () => `${manager} ${processId} is cancelled by ${open.actor}`,
        );
      }),
    );
  return processes;
}

/** Tries anew when the process moves at the same moment. */
async function cancelled(
  { eventStore, actor }: OpenEventStore,
  manager: string,
  processId: string,
  reason: string,
): Promise<CancellationOutcome> {
  const parts = { eventStore, randomness: new SystemRandomness() };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await cancelProcess(parts, manager, processId, { actor, reason });
    } catch (error) {
      if (!(error instanceof WrongExpectedRevisionError)) throw error;
      if (attempt === attempts) throw new OperatorError(`${manager} ${processId} keeps moving; try again`);
    }
  }
}
