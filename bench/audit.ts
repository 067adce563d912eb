import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ChainKeeper } from '../src/application/audit-service/chain/chain-keeper.js';
import {
  CheckpointSigner,
  CheckpointVerifier,
} from '../src/application/audit-service/chain/checkpoint-keys.js';
import { stateAt } from '../src/application/audit-service/replay/replay.js';
import { exportLog } from '../src/application/audit-service/transfer/export-log.js';
import { readLog } from '../src/application/audit-service/transfer/read-log.js';
import { verifyExport } from '../src/application/audit-service/verification/verify-export.js';
import { verifyStore } from '../src/application/audit-service/verification/verify-store.js';
import { EventStoreDbEventStore } from '../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { MongoConnection } from '../src/infrastructure/mongodb/mongo-connection.js';
import { mongoStores } from '../src/infrastructure/mongodb/mongo-stores.js';
import { SystemClock } from '../src/infrastructure/system/system-clock.js';
import { orders } from '../src/projections/orders.js';
import { ProjectionRuntime } from '../src/projections/runtime/projection-runtime.js';
import { appendOrder } from './support/append-order.js';
import { benchEvent } from './support/bench-event.js';
import { startNode } from './support/nodes.js';

/** Measures the auditor's work over the embedded nodes, each in a process of its own. */

const { values } = parseArgs({
  options: {
    /** How many events of orders there are, three for each order. */
    events: { type: 'string', default: '200000' },
    /** How many events the long stream has. */
    long: { type: 'string', default: '100000' },
  },
});

const directory = await mkdtemp(join(tmpdir(), 'webstore-bench-audit-'));
const eventNode = await startNode('eventstoredb', join(directory, 'events'));
const documentNode = await startNode('mongodb', join(directory, 'documents'));
const store = new EventStoreDbEventStore(eventNode.url);
const mongo = new MongoConnection({ url: documentNode.url, database: 'webstore_bench' });
const ended = new AbortController();
await mongo.connect(ended.signal);
const clock = new SystemClock();

async function measured(name: string, work: () => Promise<number>): Promise<void> {
  let peak = process.memoryUsage().rss;
  const before = peak;
  const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 50);
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  const events = await work();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  clearInterval(watching);
  const rate = Math.round(events / seconds).toLocaleString('en');
  const cpuEach = ((user + system) / events).toFixed(0);
  console.log(
    `${name}: ${events} events in ${seconds.toFixed(1)} s, ${rate} events/s, ${cpuEach} µs of this process's CPU each, ` +
      `memory ${(before / 2 ** 20).toFixed(0)} MB before, at most ${(peak / 2 ** 20).toFixed(0)} MB`,
  );
}

const orderCount = Math.ceil(Number(values.events) / 3);
for (let done = 0; done < orderCount; done += 200) {
  await Promise.all(Array.from({ length: Math.min(200, orderCount - done) }, () => appendOrder(store)));
}
const long = Number(values.long);
const productId = randomUUID();
const price = { amount: 100, currency: 'EUR' };
const stream = `product-${productId}`;
await store.append(stream, 'no-stream', [
  benchEvent('ProductRegistered', { productId, name: 'A mug', description: '', price, initialStock: 0 }),
]);
for (let at = 1; at < long; at += 1_000) {
  const count = Math.min(1_000, long - at);
  const events = Array.from({ length: count }, () =>
    benchEvent('StockReplenished', { productId, quantity: 1 }),
  );
  await store.append(stream, at - 1, events);
}

const jwk = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
const signer = new CheckpointSigner({ ...jwk, kty: 'OKP', kid: 'bench' });
const keys = new CheckpointVerifier({ keys: [signer.publicKey] });

await measured('chain and sign', async () => {
  const keeper = new ChainKeeper(store, signer);
  await keeper.checkpoints.load('');
  let events = 0;
  let batch: Parameters<ChainKeeper['handle']>[0] = [];
  for await (const read of readLog(store, undefined)) {
    batch = [...batch, ...read];
    events += read.length;
    if (batch.length < 1_000) continue;
    await keeper.handle(batch);
    batch = [];
  }
  await keeper.handle(batch);
  return events;
});

await measured('export', async () => {
  let lines = 0;
  for await (const piece of exportLog(store, undefined)) lines += piece.split('\n').length - 1;
  return lines;
});

await measured('verify the store', async () => {
  const { events, intact } = await verifyStore(store, keys);
  if (!intact) throw new Error('the log is not intact');
  return events;
});

await measured('verify an export', async () => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of exportLog(store, undefined)) yield Buffer.from(piece);
  }
  const { events, intact } = await verifyExport(pieces(), keys);
  if (!intact) throw new Error('the export is not intact');
  return events;
});

await measured(`state at the end of a stream of ${long} events`, async () => {
  const { revision } = await stateAt(store, stream, undefined);
  return revision + 1;
});

await measured('rebuild of the read model of orders', async () => {
  const runtime = new ProjectionRuntime([orders], {
    ...mongoStores(mongo.db),
    eventStore: store,
    clock,
    owner: 'bench',
  });
  runtime.start();
  while (!runtime.ready) await clock.sleep(50);
  await runtime.stop();
  return orderCount * 3;
});

ended.abort();
await store.dispose();
await mongo.close();
await eventNode.stop();
await documentNode.stop();
await rm(directory, { recursive: true, force: true });
