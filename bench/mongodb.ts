import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';

interface Item {
  readonly _id: string;
  readonly revision: number;
  readonly name: string;
  readonly price: { readonly amount: number; readonly currency: string };
  readonly tags: readonly string[];
}

const DOCUMENTS = 100_000;
const BATCH = 1000;
const IN_FLIGHT = 16;
const RUNS = 5;

/** The document of a projection, of some 200 bytes. */
function item(number: number, revision: number): Item {
  return {
    _id: `product-${String(number).padStart(8, '0')}`,
    revision,
    name: `Product ${number}`,
    price: { amount: 1999, currency: 'EUR' },
    tags: ['lighting', 'indoor', 'sale'],
  };
}

/** Replaces every document under a guard on its revision, inserting it in the first run. */
async function bulkUpserts(items: Collection<Item>, run: number): Promise<number> {
  const batches = Array.from({ length: DOCUMENTS / BATCH }, (_, batch) =>
    Array.from({ length: BATCH }, (_, i) => {
      const { _id, ...replacement } = item(batch * BATCH + i, run + 1);
      return { replaceOne: { filter: { _id, revision: run }, replacement, upsert: run === 0 } };
    }),
  );
  return perSecond(DOCUMENTS, async () => {
    for (const batch of batches) await items.bulkWrite(batch, { ordered: false });
  });
}

async function inFlight(total: number, operation: (number: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  return perSecond(total, () =>
    Promise.all(
      Array.from({ length: IN_FLIGHT }, async () => {
        for (let number = next; number < total; number = next) {
          next += 1;
          await operation(number);
        }
      }),
    ),
  );
}

async function perSecond(count: number, action: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint();
  await action();
  return count / (Number(process.hrtime.bigint() - start) / 1e9);
}

/** User and system time of a process in seconds, from Linux. */
async function cpuSeconds(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024);
}

function summary(rates: readonly number[]): string {
  const sorted = rates.toSorted((a, b) => b - a);
  const shown = (rate: number | undefined): string => Math.round(rate ?? 0).toLocaleString('en');
  return `best ${shown(sorted[0])}/s, median ${shown(sorted[Math.floor(sorted.length / 2)])}/s`;
}

async function startServer(dir: string): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const home = dirname(createRequire(import.meta.url).resolve('@webstore/embedded-mongodb/package.json'));
  const child = spawn(
    process.execPath,
    [join(home, 'bin/embedded-mongodb.mjs'), '--dir', dir, '--port', '0'],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [line] = (await once(child.stdout!, 'data')) as [Buffer];
  return { child, url: line.toString().trim().replace('listening on ', '') };
}

async function measure(
  name: string,
  pid: number,
  count: number,
  run: (round: number) => Promise<number>,
): Promise<void> {
  const rates: number[] = [];
  const before = await cpuSeconds(pid);
  for (let round = 0; round < RUNS; round += 1) rates.push(await run(round));
  const cpu = ((await cpuSeconds(pid)) - before) / (count * RUNS);
  console.log(`${name}: ${summary(rates)}, server CPU ${(cpu * 1e6).toFixed(0)} µs each`);
}

const dir = await mkdtemp(join(tmpdir(), 'bench-mongodb-'));
const { child, url } = await startServer(dir);
const pid = child.pid!;
const client = new MongoClient(url, { maxPoolSize: IN_FLIGHT });
try {
  const items = client.db('bench').collection<Item>('items');
  await items.findOne({});
  console.log(`memory when empty: ${await residentMegabytes(pid)} MB`);
  await measure(`bulk upserts in batches of ${BATCH}`, pid, DOCUMENTS, (round) => bulkUpserts(items, round));
  console.log(`memory with ${DOCUMENTS.toLocaleString('en')} documents: ${await residentMegabytes(pid)} MB`);
  const reads = 20_000;
  await measure(`findOne by _id, ${IN_FLIGHT} in flight`, pid, reads, () =>
    inFlight(reads, (number) => items.findOne({ _id: item(number, 0)._id })),
  );
  const updates = 5_000;
  await measure(`updateOne by _id, ${IN_FLIGHT} in flight, durable`, pid, updates, () =>
    inFlight(updates, (number) => items.updateOne({ _id: item(number, 0)._id }, { $inc: { revision: 1 } })),
  );
} finally {
  await client.close();
  child.kill('SIGTERM');
  await once(child, 'exit');
  await rm(dir, { recursive: true });
}
