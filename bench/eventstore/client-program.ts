import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, START, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import type { ClientResult, ClientTask } from './client-process.js';
import { MessageCounter, appendRequest, beginCall, openSession, readAllRequest } from './wire.js';

type AppendTask = Extract<ClientTask, { kind: 'append' | 'append-by-wire' }>;
type ReadTask = Extract<ClientTask, { kind: 'read' | 'read-by-wire' }>;

/** The shape and size of an event of the shop: about 330 bytes in the log. */
function sampleEvent(n: number) {
  return jsonEvent({
    type: 'CartItemAdded',
    data: { cartId: randomUUID(), productId: `product-${n % 1000}`, quantity: 1 + (n % 5), unitPrice: 1999 },
    metadata: { schemaVersion: 1, actor: 'customer' },
  });
}

/** A process that has just begun interprets the client's code, and compiles it meanwhile: that is not what is measured. */
const WARM_UP_SECONDS = 2;

async function append(task: AppendTask): Promise<ClientResult> {
  const client = EventStoreDBClient.connectionString(task.url);
  const { count: warmUp } = await appendFor(client, task.inFlight, WARM_UP_SECONDS);
  const result = await appendFor(client, task.inFlight, task.seconds);
  await client.dispose();
  return { ...result, warmUp };
}

async function appendFor(
  client: EventStoreDBClient,
  inFlight: number,
  seconds: number,
): Promise<ClientResult> {
  const begin = performance.now();
  const end = begin + seconds * 1000;
  let count = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      const stream = `cart-${randomUUID()}`;
      while (performance.now() < end) await client.appendToStream(stream, sampleEvent(count++));
    }),
  );
  return { count, milliseconds: performance.now() - begin };
}

/** Fills the store with streams of five events, many in flight. */
async function fill(task: Extract<ClientTask, { kind: 'fill' }>): Promise<ClientResult> {
  const client = EventStoreDBClient.connectionString(task.url);
  const begin = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({ length: 64 }, async () => {
      while (count < task.events) {
        const from = count;
        count += 5;
        const events = Array.from({ length: 5 }, (_, i) => sampleEvent(from + i));
        await client.appendToStream(`cart-${randomUUID()}`, events);
      }
    }),
  );
  const milliseconds = performance.now() - begin;
  await client.dispose();
  return { count, milliseconds };
}

async function read(task: ReadTask): Promise<ClientResult> {
  const client = EventStoreDBClient.connectionString(task.url);
  const begin = performance.now();
  let count = 0;
  const subscription = client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({ prefixes: ['cart-'] }),
  });
  await new Promise<void>((resolve, reject) => {
    subscription.on('error', reject);
    subscription.on('data', () => {
      if (++count === task.events) resolve();
    });
  });
  const milliseconds = performance.now() - begin;
  await subscription.unsubscribe();
  await client.dispose();
  return { count, milliseconds };
}

/** As `append`, by the bare protocol on one call, as the official client does it too. */
async function appendByWire(task: AppendTask): Promise<ClientResult> {
  const session = await openSession(task.url);
  const call = beginCall(session, 'BatchAppend');
  const streams = Array.from({ length: task.inFlight }, () => `cart-${randomUUID()}`);
  const counter = new MessageCounter();
  let count = 0;
  let sent = 0;
  function request(): Buffer {
    const { data, metadata } = sampleEvent(sent);
    return appendRequest(streams[sent++ % streams.length]!, JSON.stringify(data), JSON.stringify(metadata));
  }
  const begin = performance.now();
  const end = begin + task.seconds * 1000;
  call.write(Buffer.concat(streams.map(() => request())));
  for await (const chunk of call as AsyncIterable<Buffer>) {
    const answered = counter.count(chunk);
    count += answered;
    if (performance.now() > end) break;
    if (answered > 0) call.write(Buffer.concat(Array.from({ length: answered }, () => request())));
  }
  const milliseconds = performance.now() - begin;
  session.destroy();
  return { count, milliseconds };
}

/** Reads `$all` without decoding the events, to see what the server can send. */
async function readByWire(task: ReadTask): Promise<ClientResult> {
  const session = await openSession(task.url);
  const begin = performance.now();
  const call = beginCall(session, 'Read');
  call.end(readAllRequest());
  const counter = new MessageCounter();
  let count = 0;
  for await (const chunk of call as AsyncIterable<Buffer>) count += counter.count(chunk);
  const milliseconds = performance.now() - begin;
  session.close();
  return { count, milliseconds };
}

const task = JSON.parse(process.argv[2]!) as ClientTask;
const result = await run(task);
process.send!(result, () => process.disconnect());

function run(task: ClientTask): Promise<ClientResult> {
  switch (task.kind) {
    case 'append':
      return append(task);
    case 'fill':
      return fill(task);
    case 'read':
      return read(task);
    case 'append-by-wire':
      return appendByWire(task);
    case 'read-by-wire':
      return readByWire(task);
  }
}
