import { randomUUID } from 'node:crypto';
import { connect, constants } from 'node:http2';
import { EventStoreDBClient, START, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import type { ClientResult, ClientTask } from './client-process.js';

type ReadTask = Extract<ClientTask, { kind: 'read' | 'read-frames' }>;

/** The shape and size of an event of the shop: about 330 bytes in the log. */
function sampleEvent(n: number) {
  return jsonEvent({
    type: 'CartItemAdded',
    data: { cartId: randomUUID(), productId: `product-${n % 1000}`, quantity: 1 + (n % 5), unitPrice: 1999 },
    metadata: { schemaVersion: 1, actor: 'customer' },
  });
}

async function append(task: Extract<ClientTask, { kind: 'append' }>): Promise<ClientResult> {
  const client = EventStoreDBClient.connectionString(task.url);
  await client.appendToStream(`warmup-${randomUUID()}`, sampleEvent(0));
  const begin = performance.now();
  const end = begin + task.seconds * 1000;
  let count = 0;
  await Promise.all(
    Array.from({ length: task.inFlight }, async () => {
      const stream = `cart-${randomUUID()}`;
      while (performance.now() < end) await client.appendToStream(stream, sampleEvent(count++));
    }),
  );
  const milliseconds = performance.now() - begin;
  await client.dispose();
  return { count, milliseconds };
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

/** Reads `$all` without decoding the events, to see what the server can send. */
async function readFrames(task: ReadTask): Promise<ClientResult> {
  const session = connect(task.url.replace('esdb:', 'http:').replace(/\?.*$/, ''), {
    settings: { initialWindowSize: 8 * 1024 * 1024 },
  });
  session.on('connect', () => session.setLocalWindowSize(8 * 1024 * 1024));
  const begin = performance.now();
  const stream = session.request({
    [constants.HTTP2_HEADER_METHOD]: 'POST',
    [constants.HTTP2_HEADER_PATH]: '/event_store.client.streams.Streams/Read',
    [constants.HTTP2_HEADER_CONTENT_TYPE]: 'application/grpc',
    [constants.HTTP2_HEADER_TE]: 'trailers',
  });
  // ReadReq { Options { all { start }, count, no_filter, uuid_option { string } } }
  const options = [
    0x12, 0x02, 0x12, 0x00, 0x28, 0xff, 0xff, 0xff, 0xff, 0x07, 0x42, 0x00, 0x4a, 0x02, 0x12, 0x00,
  ];
  stream.end(Buffer.from([0, 0, 0, 0, options.length + 2, 0x0a, options.length, ...options]));
  let count = 0;
  let missing = 0;
  let header = Buffer.alloc(0);
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let at = Math.min(missing, chunk.length);
    missing -= at;
    while (at < chunk.length) {
      const part = chunk.subarray(at, at + 5 - header.length);
      header = Buffer.concat([header, part]);
      at += part.length;
      if (header.length < 5) break;
      const length = header.readUInt32BE(1);
      header = Buffer.alloc(0);
      count++;
      missing = Math.max(0, at + length - chunk.length);
      at += length - missing;
    }
  }
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
    case 'read-frames':
      return readFrames(task);
  }
}
