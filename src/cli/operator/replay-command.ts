import type { Command } from 'commander';
import type { Healing } from '../../projections/operations/heal-document.js';
import { inspectedGeneration } from '../../projections/operations/inspected-generation.js';
import { replayProjection, type ReplayReport } from '../../projections/operations/replay-projection.js';
import { type CommandLine, logPosition } from './command-line.js';
import { comparisonText } from './comparison-text.js';
import { Progress } from './progress.js';
import { locatedProjection, readSideOf } from './service-databases.js';

interface ReplayOptions {
  readonly to: string;
  readonly apply?: boolean;
  readonly json?: boolean;
}

/** What replays a part of the log to a read model. */
export function addReplayCommand(root: Command, line: CommandLine): void {
  line
    .leaf(
      root,
      'replay',
      'fold anew the documents that events behind a position belong to, and show what would change',
    )
    .argument('<from>', 'the position behind which events are taken; 0 for all', logPosition)
    .requiredOption('--to <projection>', 'for example orders, or order-service/orders')
    .option('--apply', 'replace what differs; without it nothing is written')
    .action((from: bigint, { to, apply = false, json = false }: ReplayOptions, command: Command) =>
      line.withStores(command, async (stores) => {
        const { record, ...database } = await locatedProjection(stores.mongodb, to);
        const of = { service: database.service, projection: record.name, from: String(from) };
        const generation = await inspectedGeneration(readSideOf(database, stores), record.name);
        await (apply ? stores.act('replay', of) : stores.look('replay', of));
        const progress = new Progress(line.output, `replay ${record.name}`, 'events');
        const differences: Healing[] = [];
        const report = await replayProjection(generation, from === 0n ? undefined : from, {
          apply,
          onProgress: ({ events, share }) => progress.show(events, share),
          onDifference: (healing) => {
            if (json) {
              differences.push(healing);
              return;
            }
            progress.end();
            line.output.print(comparisonText(healing));
          },
        });
        progress.end();
        line.answer(command, { ...report, applied: apply, differences }, () => summary(report, apply));
      }),
    );
}

function summary({ projection, events, documents, differing, healed }: ReplayReport, apply: boolean): string {
  const found = `${projection}: ${events} events of ${documents} documents, ${differing} differ`;
  if (apply) return `${found}, ${healed} replaced`;
  return differing === 0 ? found : `${found}; nothing is written without --apply`;
}
