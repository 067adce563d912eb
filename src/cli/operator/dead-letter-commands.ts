import { Command } from 'commander';
import type { CommandLine } from './command-line.js';
import { deadLetterTable, listDeadLetters } from './list-dead-letters.js';
import { OperatorError } from './operator-error.js';
import { seconds } from './patience.js';
import { releaseDeadLetters } from './release-dead-letters.js';
import { showDeadLetter } from './show-dead-letter.js';

interface ReleaseFlags {
  readonly all?: boolean;
  readonly timeout: number;
  readonly json?: boolean;
}

/** What the operator does about events that could not be handled. */
export function deadLetterCommands(line: CommandLine): Command {
  const { output } = line;
  const letters = line
    .strict(new Command('dead-letters'))
    .description('Events that could not be handled, and those that wait behind them.');
  line.leaf(letters, 'list', 'show what is parked, and why').action((_: unknown, command: Command) =>
    line.withMongo(command, async (connection) => {
      const letters = await listDeadLetters(connection);
      line.answer(command, letters, () => deadLetterTable(letters));
    }),
  );
  line
    .leaf(letters, 'show', 'show a poisonous event, why it failed, and what waits behind it')
    .argument('<id>', 'as the list shows it')
    .action((id: string, _: unknown, command: Command) =>
      line.withStores(command, async (stores) => {
        const letter = await showDeadLetter(stores, id);
        line.answer(command, letter, () => JSON.stringify(letter, undefined, 2));
      }),
    );
  line
    .leaf(letters, 'replay', 'handle what is parked again, in order')
    .argument('[id]', 'as the list shows it')
    .option('--all', 'everything that is parked')
    .option('--timeout <seconds>', 'how long to wait for each', seconds, 60)
    .action((id: string | undefined, { all = false, timeout, json }: ReleaseFlags, command: Command) => {
      if ((id === undefined) !== all) throw new OperatorError('name either an id or --all', 2);
      return line.withStores(command, (stores) =>
        releaseDeadLetters(stores, output, 'replay', id, { timeoutSeconds: timeout, json }),
      );
    });
  line
    .leaf(letters, 'skip', 'drop the poisonous event and handle those behind it')
    .argument('<id>', 'as the list shows it')
    .option('--timeout <seconds>', 'how long to wait', seconds, 60)
    .action((id: string, { timeout, json }: ReleaseFlags, command: Command) =>
      line.withStores(command, (stores) =>
        releaseDeadLetters(stores, output, 'skip', id, { timeoutSeconds: timeout, json }),
      ),
    );
  return letters;
}
