import { Command, CommanderError } from 'commander';
import { TransientError } from '../../application/transient-error.js';
import { EventStoreUnavailableError } from '../../application/event-store-unavailable-error.js';
import { administratorCommands } from './administrator-commands.js';
import { CommandLine, withPlace } from './command-line.js';
import { deadLetterCommands } from './dead-letter-commands.js';
import type { Environment } from '../environment.js';
import { addHistoryCommands } from './history-commands.js';
import { keyCommands } from './key-commands.js';
import { addLogCommands } from './log-commands.js';
import { OperatorError } from './operator-error.js';
import type { Output } from './output.js';
import { processCommands } from './process-commands.js';
import { projectionCommands } from './projection-commands.js';
import { addReplayCommand } from './replay-command.js';
import { addSecretsCommand } from './secrets-command.js';
import { addShopCommands } from './shop-commands.js';

/** Runs one of the operator's commands. Answers the exit code: 0 done, 1 failed, 2 misused; failures are one line. */
export async function runOperator(
  given: readonly string[],
  environment: Environment,
  output: Output,
): Promise<number> {
  try {
    await program(environment, output).parseAsync(given, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    output.complain(`webstore: ${messageOf(error)}`);
    if (error instanceof OperatorError) return error.exitCode;
    return error instanceof CommanderError ? 2 : 1;
  }
}

function messageOf(error: unknown): string {
  if (error instanceof EventStoreUnavailableError) {
    return `the event store gives no answer: ${firstLine(error.message)}`;
  }
  if (error instanceof TransientError) return `MongoDB gives no answer: ${firstLine(error.message)}`;
  if (error instanceof CommanderError) {
    const isHelp = error.code === 'commander.help';
    return isHelp ? 'say what to do; see webstore --help' : firstLine(error.message.replace(/^error: /, ''));
  }
  return error instanceof Error ? firstLine(error.message) : String(error);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

function program(environment: Environment, output: Output): Command {
  const line = new CommandLine(environment, output);
  const root = withPlace(line.strict(new Command('webstore'))).description(
    "The operator's commands of the WebStore.",
  );
  addHistoryCommands(root, line);
  addLogCommands(root, line);
  addReplayCommand(root, line);
  root.addCommand(projectionCommands(line));
  root.addCommand(deadLetterCommands(line));
  root.addCommand(processCommands(line));
  addShopCommands(root, line);
  root.addCommand(keyCommands(line));
  root.addCommand(administratorCommands(line));
  addSecretsCommand(root, line);
  return root.hook('preAction', (_, command) => requireArguments(command));
}

/** An empty one is a variable of the shell's that was not set. @throws CommanderError */
function requireArguments(command: Command): void {
  const empty = command.registeredArguments.find((_, index) => command.args[index] === '');
  if (empty !== undefined) command.error(`the argument ${empty.name()} is empty`);
}
