import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ClientResult, type ClientTask, runClient } from './eventstore/client-process.js';
import { type NodeProcess, startNode } from './eventstore/node-process.js';

/** Measures the embedded event store; clients and server are processes of their own on this machine. */

const { values } = parseArgs({
  options: {
    /** How long each append measurement lasts. */
    seconds: { type: 'string', default: '5' },
    /** How often each measurement is repeated. */
    rounds: { type: 'string', default: '3' },
    /** How many events there are to read and to reopen. */
    events: { type: 'string', default: '1000000' },
  },
});
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const events = Number(values.events);

/** A subscription is measured over this many events. */
const READ_EVENTS = 200_000;

/** By measurement, the figure of each round. */
const figures = new Map<string, number[]>();

function note(measurement: string, figure: number): void {
  const all = figures.get(measurement);
  if (all) all.push(figure);
  else figures.set(measurement, [figure]);
}

function rate(results: readonly ClientResult[]): number {
  return results.reduce((sum, { count, milliseconds }) => sum + (count / milliseconds) * 1000, 0);
}

function several(clients: number, task: ClientTask): Promise<ClientResult[]> {
  return Promise.all(Array.from({ length: clients }, () => runClient(task)));
}

async function measureAppends(node: NodeProcess): Promise<void> {
  for (const kind of ['append-by-wire', 'append'] as const) {
    for (const inFlight of [1, 16, 64]) {
      const before = node.cpuTime();
      const result = await runClient({ kind, url: node.url, inFlight, seconds });
      const load = `${inFlight} in flight, ${kind === 'append' ? 'the official client' : 'the bare protocol'}`;
      note(`durable appends/s, ${load}`, rate([result]));
      const all = result.count + (result.warmUp ?? 0);
      note(`  µs of the server's CPU an append, ${load}`, ((node.cpuTime() - before) / all) * 1000);
    }
  }
}

async function measureReading(node: NodeProcess): Promise<void> {
  const count = Math.min(events, READ_EVENTS);
  for (const clients of [1, 2]) {
    const results = await several(clients, { kind: 'read', url: node.url, events: count });
    note(`events/s read, ${clients} of the official client's subscriptions`, rate(results));
  }
  note(
    'events/s read, the bare protocol',
    rate([await runClient({ kind: 'read-by-wire', url: node.url, events })]),
  );
}

async function appends(directory: string): Promise<void> {
  const node = await startNode(directory);
  await runClient({ kind: 'append-by-wire', url: node.url, inFlight: 16, seconds: 2 });
  for (let round = 0; round < rounds; round++) await measureAppends(node);
  await node.stop();
}

async function reading(directory: string): Promise<void> {
  const empty = await startNode(directory);
  const memoryEmpty = empty.memory();
  const filled = await several(2, { kind: 'fill', url: empty.url, events: events / 2 });
  note('events/s written, 5 an append, 128 in flight', rate(filled));
  await empty.stop();
  for (let round = 0; round < rounds; round++) {
    const node = await startNode(directory);
    note(
      `ms to open ${events.toLocaleString('en')} events (start of the process until it listens)`,
      node.startup,
    );
    note('bytes of memory per event', (node.memory() - memoryEmpty) / events);
    await measureReading(node);
    await node.stop();
  }
}

function printFigures(): void {
  console.log(`${'best'.padStart(10)} ${'median'.padStart(10)}`);
  for (const [measurement, all] of figures) {
    const isRate = measurement.includes('/s');
    const sorted = all.sort((a, b) => (isRate ? b - a : a - b));
    const shown = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!].map((figure) =>
      Math.round(figure).toLocaleString('en').padStart(10),
    );
    console.log(`${shown.join(' ')}  ${measurement}`);
  }
}

const directory = mkdtempSync(join(tmpdir(), 'bench-eventstore-'));
try {
  await appends(join(directory, 'appends'));
  await reading(join(directory, 'reading'));
  printFigures();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
