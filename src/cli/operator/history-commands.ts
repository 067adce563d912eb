import type { Command } from 'commander';
import { stateDifference } from '../../application/audit-service/replay/diff.js';
import { momentOf, type Moment } from '../../application/audit-service/replay/moment.js';
import { stateAt } from '../../application/audit-service/replay/replay.js';
import { type StreamEvent, streamEvent } from '../../application/audit-service/stream-events.js';
import type { CausedEvent } from '../../application/audit-service/trail/causation-tree.js';
import { LogScan } from '../../application/audit-service/trail/log-scan.js';
import { Trails } from '../../application/audit-service/trail/trails.js';
import type { EventStore, ReadStreamOptions } from '../../application/event-store.js';
import { type CommandLine, wholeNumber } from './command-line.js';
import { logShare } from './log-length.js';
import { OperatorError } from './operator-error.js';
import { table } from './output.js';
import { Progress } from './progress.js';
import { streamsOf } from './streams-of.js';

const greatestRevision = 2 ** 31;

/** What looks into the log: streams, their events, what they were folded to, and what led to what. */
export function addHistoryCommands(root: Command, line: CommandLine): void {
  line
    .leaf(root, 'streams', 'list streams, with their newest event')
    .option('--prefix <text>', 'only those whose name begins like this', '')
    .option('--limit <n>', 'at most so many', wholeNumber(1, 1_000_000), 100)
    .action(({ prefix, limit }: { prefix: string; limit: number }, command: Command) =>
      line.withEventStore(command, async ({ eventStore, look }) => {
        await look('streams', { prefix });
        const progress = new Progress(line.output, 'reading', 'events');
        const share = await logShare(eventStore);
        const streams = await streamsOf(eventStore, prefix, (events, position) =>
          progress.show(events, share(position)),
        );
        progress.end();
        const shown = streams.slice(0, limit);
        line.answer(command, shown, () =>
          table(
            ['STREAM', 'REVISION', 'NEWEST', 'AT'],
            shown.map(({ stream, revision, type, lastEventAt }) => [
              stream,
              String(revision),
              type,
              lastEventAt,
            ]),
          ),
        );
      }),
    );
  line
    .leaf(root, 'events', 'show the events of a stream')
    .argument('<stream>', 'for example order-<id>')
    .option('--from <revision>', 'the first one to show', wholeNumber(0, greatestRevision))
    .option('--limit <n>', 'at most so many', wholeNumber(1, 100_000), 100)
    .option('--backwards', 'the newest first')
    .action((stream: string, options: EventsOptions, command: Command) =>
      line.withEventStore(command, async ({ eventStore, look }) => {
        await look('events', { stream });
        const events = await eventsOf(eventStore, stream, options);
        line.answer(command, events, () =>
          table(
            ['REVISION', 'TYPE', 'AT', 'ACTOR', 'DATA'],
            events.map(({ revision, type, at, metadata, data }) => [
              String(revision),
              type,
              at,
              metadata.actor,
              JSON.stringify(data),
            ]),
          ),
        );
      }),
    );
  line
    .leaf(root, 'state', 'show an aggregate or process as it was')
    .argument('<stream>', 'for example order-<id>')
    .option('--at <moment>', 'as of this moment, ISO 8601', isoMoment)
    .option('--revision <n>', 'as of this revision', (text) => ({
      revision: wholeNumber(0, greatestRevision)(text),
    }))
    .action((stream: string, { at, revision }: { at?: Moment; revision?: Moment }, command: Command) => {
      if (at !== undefined && revision !== undefined) {
        throw new OperatorError('name either --at or --revision', 2);
      }
      return line.withEventStore(command, async ({ eventStore, look }) => {
        await look('state', { stream });
        const state = await stateAt(eventStore, stream, at ?? revision);
        line.answer(
          command,
          state,
          () => `${stream}@${state.revision}, ${state.at}\n${JSON.stringify(state.state, undefined, 2)}`,
        );
      });
    });
  line
    .leaf(root, 'diff', 'show what changed in a stream between two moments, and the events that did it')
    .argument('<stream>', 'for example order-<id>')
    .argument('<from>', 'a revision, or a moment (ISO 8601)', moment)
    .argument('<to>', 'a revision, or a moment (ISO 8601)', moment)
    .action((stream: string, from: Moment, to: Moment, _: unknown, command: Command) =>
      line.withEventStore(command, async ({ eventStore, look }) => {
        await look('diff', { stream });
        const difference = await stateDifference(eventStore, stream, from, to);
        line.answer(command, difference, () =>
          table(
            ['FIELD', 'BEFORE', 'AFTER', 'BY'],
            difference.changes.map(({ path, before, after, events }) => [
              path || '/',
              JSON.stringify(before) ?? '-',
              JSON.stringify(after) ?? '-',
              events.map(({ revision, type }) => `${type}@${revision}`).join(' '),
            ]),
          ),
        );
      }),
    );
  line
    .leaf(root, 'trail', 'show all that an order came out of and led to, over all streams')
    .argument('<order>', "the order's id")
    .action((orderId: string, _: unknown, command: Command) =>
      line.withEventStore(command, async ({ eventStore, look }) => {
        await look('trail', { orderId });
        const progress = new Progress(line.output, 'reading', 'events');
        const share = await logShare(eventStore);
        const scan = new LogScan(eventStore, (events, position) => progress.show(events, share(position)));
        const trail = await new Trails(eventStore, scan).ofOrder(orderId);
        progress.end();
        line.answer(command, trail, () => trail.tree.flatMap((root) => treeLines(root, '')).join('\n'));
      }),
    );
}

interface EventsOptions {
  readonly from?: number;
  readonly limit: number;
  readonly backwards?: boolean;
}

async function eventsOf(eventStore: EventStore, stream: string, { from, limit, backwards }: EventsOptions) {
  const options: ReadStreamOptions = {
    limit,
    ...(from === undefined ? {} : { from }),
    direction: backwards === true ? 'backwards' : 'forwards',
  };
  const events: StreamEvent[] = [];
  for await (const event of eventStore.readStream(stream, options)) {
    events.push(streamEvent(event));
  }
  if (events.length === 0 && from === undefined) throw new OperatorError(`there is no stream ${stream}`);
  return events;
}

function treeLines(event: CausedEvent, indent: string): string[] {
  const { at, type, stream, revision, service, actor, children } = event;
  return [
    `${at}  ${indent}${type}  ${stream}@${revision}  (${service}, by ${actor})`,
    ...children.flatMap((child) => treeLines(child, `${indent}  `)),
  ];
}

function moment(text: string): Moment {
  const read = momentOf(text);
  if (read !== undefined) return read;
  throw new OperatorError(`'${text}' is neither a revision nor a moment like 2026-01-31T12:00:00Z`, 2);
}

function isoMoment(text: string): Moment {
  const read = momentOf(text);
  if (read !== undefined && 'at' in read) return read;
  throw new OperatorError(`'${text}' is not a moment like 2026-01-31T12:00:00Z`, 2);
}
