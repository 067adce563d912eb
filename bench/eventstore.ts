import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type ClientResult, runClient } from './eventstore/client-process.js';
import { startNode } from './eventstore/node-process.js';

/** Measures the embedded event store; clients and server are processes of their own on this machine. */

const { values } = parseArgs({
  options: {
    /** How long each append measurement lasts. */
    seconds: { type: 'string', default: '5' },
    /** How many events there are to read and to reopen. */
    events: { type: 'string', default: '1000000' },
  },
});
const seconds = Number(values.seconds);
const events = Number(values.events);

function rate(results: readonly ClientResult[]): number {
  return results.reduce((sum, { count, milliseconds }) => sum + (count / milliseconds) * 1000, 0);
}

function print(what: string, figure: string): void {
  console.log(`${what.padEnd(58)} ${figure}`);
}

function perSecond(results: readonly ClientResult[]): string {
  return Math.round(rate(results)).toLocaleString('en');
}

async function measureAppends(directory: string): Promise<void> {
  for (const [inFlight, clients] of [
    [1, 1],
    [16, 1],
    [64, 1],
    [16, 2],
    [64, 2],
  ] as const) {
    const node = await startNode(directory);
    const before = node.cpuTime();
    const results = await Promise.all(
      Array.from({ length: clients }, () =>
        runClient({ kind: 'append', url: node.url, inFlight: inFlight / clients, seconds }),
      ),
    );
    const total = results.reduce((sum, { count }) => sum + count, 0);
    const cpu = ((node.cpuTime() - before) / total) * 1000;
    print(
      `durable appends/s, ${inFlight} in flight, ${clients} client process${clients > 1 ? 'es' : ''}`,
      `${perSecond(results)} (server: ${Math.round(cpu)} µs CPU each)`,
    );
    await node.stop();
  }
}

async function measureReading(directory: string): Promise<void> {
  const empty = await startNode(directory);
  const memoryEmpty = empty.memory();
  print('start of an empty store until it listens', `${Math.round(empty.startup)} ms`);
  const filled = await Promise.all(
    [0, 1].map(() => runClient({ kind: 'fill', url: empty.url, events: events / 2 })),
  );
  print(`events/s written, 5 an append, 128 in flight`, perSecond(filled));
  await empty.stop();
  const node = await startNode(directory);
  print(
    `start with ${events.toLocaleString('en')} events until it listens`,
    `${Math.round(node.startup)} ms`,
  );
  print('bytes of memory per event', `${Math.round((node.memory() - memoryEmpty) / events)}`);
  const some = Math.min(events, 300_000);
  for (const readers of [1, 2]) {
    const before = node.cpuTime();
    const results = await Promise.all(
      Array.from({ length: readers }, () => runClient({ kind: 'read', url: node.url, events: some })),
    );
    const cpu = ((node.cpuTime() - before) / (some * readers)) * 1000;
    print(
      `events/s read by ${readers} subscription${readers > 1 ? 's' : ''} of the client`,
      `${perSecond(results)} (server: ${cpu.toFixed(1)} µs CPU each)`,
    );
  }
  const frames = await runClient({ kind: 'read-frames', url: node.url, events });
  print('events/s read without decoding', perSecond([frames]));
  await node.stop();
}

const directory = mkdtempSync(join(tmpdir(), 'bench-eventstore-'));
try {
  await measureAppends(join(directory, 'appends'));
  await measureReading(join(directory, 'reading'));
} finally {
  rmSync(directory, { recursive: true, force: true });
}
