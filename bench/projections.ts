import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EventStoreDbEventStore } from '../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { MongoConnection } from '../src/infrastructure/mongodb/mongo-connection.js';
import { mongoStores } from '../src/infrastructure/mongodb/mongo-stores.js';
import { SystemClock } from '../src/infrastructure/system/system-clock.js';
import { orders } from '../src/projections/orders.js';
import { ProjectionRuntime } from '../src/projections/runtime/projection-runtime.js';
import { appendOrder } from './support/append-order.js';
import { startNode } from './support/nodes.js';

/** Measures the projection runtime over the embedded nodes, each in a process of its own. */

const { values } = parseArgs({
  options: {
    /** How many orders, of three events each, there are to project. */
    orders: { type: 'string', default: '10000' },
    /** How many single events are followed to their document. */
    samples: { type: 'string', default: '500' },
  },
});
const orderCount = Number(values.orders);
const samples = Number(values.samples);

const directory = await mkdtemp(join(tmpdir(), 'webstore-bench-projections-'));
const eventNode = await startNode('eventstoredb', join(directory, 'events'));
const documentNode = await startNode('mongodb', join(directory, 'documents'));
const eventStore = new EventStoreDbEventStore(eventNode.url);
const mongo = new MongoConnection({ url: documentNode.url, database: 'webstore_bench' });
const clock = new SystemClock();

function start(): ProjectionRuntime {
  const runtime = new ProjectionRuntime([orders], {
    ...mongoStores(mongo.db),
    eventStore,
    clock,
    owner: 'bench-1',
  });
  runtime.start();
  return runtime;
}

function percentile(sorted: readonly number[], share: number): string {
  return `${(sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)} ms`;
}

function print(what: string, figure: string): void {
  console.log(`${what.padEnd(58)} ${figure}`);
}

let left = orderCount;
await Promise.all(
  Array.from({ length: 64 }, async () => {
    while (left > 0) {
      left -= 1;
      await appendOrder(eventStore);
    }
  }),
);

const cpuBefore = process.cpuUsage();
const filledFrom = performance.now();
const runtime = start();
while (!runtime.ready) await clock.sleep(5);
const seconds = (performance.now() - filledFrom) / 1_000;
const { user, system } = process.cpuUsage(cpuBefore);
print('events/s while a read model is filled', Math.round((orderCount * 3) / seconds).toLocaleString('en'));
print('CPU of the service for each of them', `${((user + system) / (orderCount * 3)).toFixed(0)} µs`);

const model = runtime.readModel(orders);
const durations: number[] = [];
for (let sample = 0; sample < samples; sample += 1) {
  const { position } = await appendOrder(eventStore);
  const acknowledged = performance.now();
  await model.waitFor(position, 10_000);
  durations.push(performance.now() - acknowledged);
}
durations.sort((a, b) => a - b);
const latencies = `p50 ${percentile(durations, 0.5)}, p99 ${percentile(durations, 0.99)}`;
print('from acknowledged append to visible document', latencies);

await runtime.stop();
await eventStore.dispose();
await mongo.close();
await eventNode.stop();
await documentNode.stop();
await rm(directory, { recursive: true, force: true });
