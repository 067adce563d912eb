import { Command } from 'commander';
import { cancelRebuild } from './cancel-rebuild.js';
import type { CommandLine } from './command-line.js';
import { listProjections } from './list-projections.js';
import { pauseProjection } from './pause-projection.js';
import { seconds } from './patience.js';
import { rebuildProjection } from './rebuild-projection.js';

/** What the operator does about read models. */
export function projectionCommands(line: CommandLine): Command {
  const { output } = line;
  const projections = line.strict(new Command('projections')).description('The read models.');
  line
    .leaf(projections, 'list', 'show what answers queries, what is being filled, and what stands still')
    .action((options: { json?: boolean }, command: Command) =>
      line.withMongo(command, (connection) => listProjections(connection, output, options)),
    );
  const byName = (name: string, description: string): Command =>
    line
      .leaf(projections, name, description)
      .argument('<name>', 'for example orders, or order-service/orders');
  byName('rebuild', 'fill a read model anew beside the old one, which answers until the new one takes over')
    .option('--wait', 'wait for the takeover and print the figures (default)')
    .option('--no-wait', 'only leave the request')
    .option('--timeout <seconds>', 'how long to wait', seconds, 600)
    .action(
      (
        name: string,
        { wait = true, timeout, json = false }: { wait?: boolean; timeout: number; json?: boolean },
        command: Command,
      ) =>
        line.withMongo(command, (connection) =>
          rebuildProjection(connection, output, name, { wait, timeoutSeconds: timeout, json }),
        ),
    );
  byName('cancel', 'give up what is being filled; the old one goes on answering').action(
    (name: string, _: unknown, command: Command) =>
      line.withMongo(command, async (connection) => {
        const { cancelled, note } = await cancelRebuild(connection, name);
        line.answer(command, { cancelled }, () => `${cancelled} is given up${note}`);
      }),
  );
  for (const [name, paused, description] of [
    ['pause', true, 'let a read model stand still: it answers queries, but follows no events'],
    ['resume', false, 'let a paused read model go on where it stood'],
  ] as const) {
    byName(name, description).action((projection: string, _: unknown, command: Command) =>
      line.withMongo(command, async (connection) => {
        const changed = await pauseProjection(connection, projection, paused);
        line.answer(command, changed, () => `${changed.name} ${paused ? 'stands still' : 'goes on'}`);
      }),
    );
  }
  return projections;
}
