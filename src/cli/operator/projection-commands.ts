import { Command } from 'commander';
import { healDocument } from '../../projections/operations/heal-document.js';
import { inspectedGeneration } from '../../projections/operations/inspected-generation.js';
import { cancelRebuild, pauseProjection } from '../../projections/operations/steer-projection.js';
import type { CommandLine } from './command-line.js';
import { comparisonText } from './comparison-text.js';
import { projectionStandings, projectionTable } from './list-projections.js';
import { seconds } from './patience.js';
import { rebuildProjection } from './rebuild-projection.js';
import { locatedProjection, readSideOf } from './service-databases.js';

/** What the operator does about read models. */
export function projectionCommands(line: CommandLine): Command {
  const { output } = line;
  const projections = line.strict(new Command('projections')).description('The read models.');
  line
    .leaf(projections, 'list', 'show what answers queries, what is being filled, and what stands still')
    .action((_: unknown, command: Command) =>
      line.withStores(command, async (stores) => {
        const standings = await projectionStandings(stores);
        line.answer(command, standings, () => projectionTable(standings));
      }),
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
        line.withStores(command, (stores) =>
          rebuildProjection(stores, output, name, { wait, timeoutSeconds: timeout, json }),
        ),
    );
  byName('cancel', 'give up what is being filled; the old one goes on answering').action(
    (name: string, _: unknown, command: Command) =>
      line.withStores(command, async ({ mongodb, act }) => {
        const { stores, record, service } = await locatedProjection(mongodb, name);
        await act('cancel-rebuild', { service, projection: record.name });
        const cancelled = await cancelRebuild(stores.registry, record);
        const isNewer = (record.building?.version ?? 0) > record.active.version;
        const note = isNewer
          ? `; a ${service} of that version begins it again: go back to the version before it, or pause it`
          : '';
        line.answer(command, { cancelled }, () => `${cancelled} is given up${note}`);
      }),
  );
  for (const [name, paused, description] of [
    ['pause', true, 'let a read model stand still: it answers queries, but follows no events'],
    ['resume', false, 'let a paused read model go on where it stood'],
  ] as const) {
    byName(name, description).action((given: string, _: unknown, command: Command) =>
      line.withStores(command, async ({ mongodb, act }) => {
        const { stores, record, service } = await locatedProjection(mongodb, given);
        await act(`${name}-projection`, { service, projection: record.name });
        await pauseProjection(stores.registry, record.name, paused);
        const changed = { service, name: record.name, paused };
        line.answer(command, changed, () => `${record.name} ${paused ? 'stands still' : 'goes on'}`);
      }),
    );
  }
  byName('heal', 'replace one document by the fold of its events if it differs, and show what differed')
    .argument('<document>', 'its id, for example that of the order')
    .action((name: string, document: string, _: unknown, command: Command) =>
      line.withStores(command, async (stores) => {
        const { record, ...database } = await locatedProjection(stores.mongodb, name);
        const generation = await inspectedGeneration(readSideOf(database, stores), record.name);
        await stores.act('heal-document', { service: database.service, projection: record.name, document });
        const healing = await healDocument(generation, document);
        line.answer(command, healing, () => comparisonText(healing));
      }),
    );
  return projections;
}
