import { Command, CommanderError } from 'commander';
import { TransientError } from '../../application/transient-error.js';
import type { MongoConnection } from '../../infrastructure/mongodb/mongo-connection.js';
import { connected, mongoUrl, type ConnectionOptions } from './connection.js';
import { listDeadLetters } from './list-dead-letters.js';
import { listProjections } from './list-projections.js';
import { OperatorError } from './operator-error.js';
import type { Output } from './output.js';
import { securityCommands } from './security-commands.js';
import { seconds } from './patience.js';
import { rebuildProjection } from './rebuild-projection.js';
import { releaseDeadLetters } from './release-dead-letters.js';

type Work = (connection: MongoConnection) => Promise<void>;
type WithConnection = (command: Command, work: Work) => Promise<void>;

/** Runs one of the operator's commands. Answers the exit code: 0 done, 1 failed, 2 misused; failures are one line. */
export async function runOperator(
  given: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
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

function program(environment: Readonly<Record<string, string | undefined>>, output: Output): Command {
  const root = withPlace(strict(new Command('webstore'), output)).description(
    "The operator's commands of the WebStore.",
  );
  const withConnection: WithConnection = (command, work) =>
    connected(mongoUrl(command.optsWithGlobals<ConnectionOptions>(), environment), work);
  root.addCommand(projectionCommands(withConnection, output));
  root.addCommand(deadLetterCommands(withConnection, output));
  for (const command of securityCommands(environment, output, (one) => strict(one, output))) {
    root.addCommand(command);
  }
  return root;
}

function projectionCommands(withConnection: WithConnection, output: Output): Command {
  const projections = strict(new Command('projections'), output).description('The read models.');
  leaf(projections.command('list'), output)
    .description('show what answers queries and what is being filled')
    .option('--json', 'as one line of JSON')
    .action((options: { json?: boolean }, command: Command) =>
      withConnection(command, (connection) => listProjections(connection, output, options)),
    );
  leaf(projections.command('rebuild'), output)
    .description('fill a read model anew beside the old one, which answers until the new one takes over')
    .argument('<name>', 'for example orders, or order-service/orders')
    .option('--wait', 'wait for the takeover and print the figures (default)')
    .option('--no-wait', 'only leave the request')
    .option('--timeout <seconds>', 'how long to wait', seconds, 600)
    .action((name: string, { wait = true, timeout }: { wait?: boolean; timeout: number }, command: Command) =>
      withConnection(command, (connection) =>
        rebuildProjection(connection, output, name, { wait, timeoutSeconds: timeout }),
      ),
    );
  return projections;
}

function deadLetterCommands(withConnection: WithConnection, output: Output): Command {
  const letters = strict(new Command('dead-letters'), output).description(
    'Events that could not be handled, and those that wait behind them.',
  );
  leaf(letters.command('list'), output)
    .description('show what is parked, and why')
    .option('--json', 'as one line of JSON')
    .action((options: { json?: boolean }, command: Command) =>
      withConnection(command, (connection) => listDeadLetters(connection, output, options)),
    );
  leaf(letters.command('replay'), output)
    .description('handle what is parked again, in order')
    .argument('[id]', 'as the list shows it')
    .option('--all', 'everything that is parked')
    .option('--timeout <seconds>', 'how long to wait for each', seconds, 60)
    .action(
      (
        id: string | undefined,
        { all = false, timeout }: { all?: boolean; timeout: number },
        command: Command,
      ) => {
        if ((id === undefined) !== all) throw new OperatorError('name either an id or --all', 2);
        return withConnection(command, (connection) =>
          releaseDeadLetters(connection, output, 'replay', id, { timeoutSeconds: timeout }),
        );
      },
    );
  leaf(letters.command('skip'), output)
    .description('drop the poisonous event and handle those behind it')
    .argument('<id>', 'as the list shows it')
    .option('--timeout <seconds>', 'how long to wait', seconds, 60)
    .action((id: string, { timeout }: { timeout: number }, command: Command) =>
      withConnection(command, (connection) =>
        releaseDeadLetters(connection, output, 'skip', id, { timeoutSeconds: timeout }),
      ),
    );
  return letters;
}

function strict(command: Command, output: Output): Command {
  return command
    .allowExcessArguments(false)
    .showSuggestionAfterError(false)
    .configureOutput({ writeOut: (text) => output.print(text.trimEnd()), writeErr: () => undefined })
    .exitOverride();
}

/** A command that does something: it takes the place of the read models too, so that the order of options does not matter. */
function leaf(command: Command, output: Output): Command {
  return withPlace(strict(command, output));
}

function withPlace(command: Command): Command {
  return command
    .option('--mongodb <url>', 'where the read models are (MONGODB_URL, default mongodb://127.0.0.1:27017)')
    .option('--port-offset <n>', 'added to the default port (WEBSTORE_PORT_OFFSET, default 0)');
}
