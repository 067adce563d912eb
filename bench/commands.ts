import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Command } from '../src/application/command.js';
import { CommandHandler } from '../src/application/command-handler.js';
import type { ProductCommand } from '../src/domain/product/commands.js';
import { productDecider } from '../src/domain/product/decider.js';
import { productEventVersions } from '../src/domain/product/events.js';
import { EventStoreDbEventStore } from '../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { SystemClock } from '../src/infrastructure/system/system-clock.js';
import { SystemRandomness } from '../src/infrastructure/system/system-randomness.js';
import { startNode } from './support/nodes.js';

/** Measures the command handler with the product aggregate over the embedded event store, in a process of its own. */

const { values } = parseArgs({
  options: {
    /** How many commands each measurement handles. */
    commands: { type: 'string', default: '3000' },
  },
});
const count = Number(values.commands);

const directory = await mkdtemp(join(tmpdir(), 'webstore-bench-commands-'));
const node = await startNode('eventstoredb', directory);
const eventStore = new EventStoreDbEventStore(node.url);
const products = new CommandHandler({
  eventStore,
  decider: productDecider,
  eventVersions: productEventVersions,
  clock: new SystemClock(),
  randomness: new SystemRandomness(),
  openedBy: ['RegisterProduct'],
});

function handle(productId: string, body: ProductCommand): Promise<unknown> {
  const commandId = randomUUID();
  const origin = { correlationId: commandId, causationId: commandId, actor: 'bench' };
  return products.handle(`product-${productId}`, {
    ...origin,
    commandId,
    body,
  } satisfies Command<ProductCommand>);
}

function register(productId: string): Promise<unknown> {
  const price = { amount: 1_999, currency: 'EUR' };
  const data = { productId, name: 'A mug', description: 'Holds tea', price, initialStock: 1_000_000 };
  return handle(productId, { type: 'RegisterProduct', data });
}

function replenish(productId: string): Promise<unknown> {
  return handle(productId, { type: 'ReplenishStock', data: { productId, quantity: 1 } });
}

/** Keeps `inFlight` commands under way until all are handled, and prints rate, latency and CPU time. */
async function measure(what: string, inFlight: number, one: () => Promise<unknown>): Promise<void> {
  const latencies: number[] = [];
  let left = count;
  const cpu = process.cpuUsage();
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (left-- > 0) {
        const sent = performance.now();
        await one();
        latencies.push(performance.now() - sent);
      }
    }),
  );
  const seconds = (performance.now() - begin) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  console.log(
    `${what}, ${inFlight} in flight: ${Math.round(count / seconds)} commands/s, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, ` +
      `${Math.round((user + system) / count)} µs CPU each`,
  );
}

try {
  const many = Array.from({ length: 200 }, () => randomUUID());
  await Promise.all(many.map(register));
  await register('hot');
  for (const inFlight of [1, 16, 64]) {
    let next = 0;
    await measure('new streams', inFlight, () => register(randomUUID()));
    await measure('200 streams', inFlight, () => replenish(many[next++ % many.length] ?? 'hot'));
    await measure('one stream', inFlight, () => replenish('hot'));
  }
} finally {
  await eventStore.dispose();
  await node.stop();
  await rm(directory, { recursive: true });
}
