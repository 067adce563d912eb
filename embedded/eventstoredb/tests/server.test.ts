import { once } from 'node:events';
import type { ClientHttp2Session } from 'node:http2';
import { EventStoreDBClient, START, jsonEvent } from '@eventstore/db-client';
import { expect } from 'chai';
import { frame } from '../src/grpc/framing.js';
import { ProtoWriter } from '../src/protobuf/writer.js';
import { type RunningNode, start } from '../src/start.js';
import { beginCall, openSession, statusOf } from './support/grpc-call.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

const UNKNOWN = 2;
const DEADLINE_EXCEEDED = 4;
const UNIMPLEMENTED = 12;
const INTERNAL = 13;
const UNAVAILABLE = 14;

describe('the server', () => {
  let node: RunningNode;
  let session: ClientHttp2Session;

  afterEach(async () => {
    session.close();
    await node.stop();
  });

  const directory = useTemporaryDirectory();

  beforeEach(async () => {
    node = await start({ dir: directory(), port: 0 });
    session = await openSession(node.url);
  });

  it('says which methods it does not have', async () => {
    const call = beginCall(session, 'projections.Projections/Create');
    expect(await statusOf(call)).to.deep.equal([
      UNIMPLEMENTED,
      'Method /event_store.client.projections.Projections/Create is not implemented.',
    ]);
  });

  it('ends a call whose deadline has passed', async () => {
    const call = beginCall(session, 'streams.Streams/BatchAppend', { 'grpc-timeout': '20m' });
    expect(await statusOf(call)).to.deep.equal([DEADLINE_EXCEEDED, 'Deadline Exceeded']);
  });

  const streams = ['Read', 'Append', 'BatchAppend', 'Delete', 'Tombstone'].map(
    (method) => `streams.Streams/${method}`,
  );
  const persistent = ['Create', 'Update', 'Delete', 'Read', 'GetInfo', 'List', 'ReplayParked'].map(
    (method) => `persistent_subscriptions.PersistentSubscriptions/${method}`,
  );
  for (const method of [...streams, ...persistent]) {
    it(`answers nonsense sent to ${method} with an error and goes on`, async () => {
      const call = beginCall(session, method);
      call.end(frame(Buffer.from([0x0a, 0xff, 0xff, 0xff])));
      expect(await statusOf(call)).to.deep.equal([UNKNOWN, 'Exception was thrown by handler.']);
      const other = beginCall(session, 'gossip.Gossip/Read');
      other.end(frame(Buffer.alloc(0)));
      expect((await statusOf(other))[0]).to.equal(0);
    });
  }

  for (const method of streams) {
    it(`ends a call of ${method} that ends within a message`, async () => {
      const call = beginCall(session, method);
      call.end(frame(Buffer.alloc(10)).subarray(0, 9));
      expect(await statusOf(call)).to.deep.equal([INTERNAL, 'Incomplete message.']);
    });
  }

  const ofOneMessage = [
    ...['Read', 'Delete', 'Tombstone'].map((method) => `streams.Streams/${method}`),
    ...persistent.filter((method) => !method.endsWith('/Read')),
    'persistent_subscriptions.PersistentSubscriptions/RestartSubsystem',
    'server_features.ServerFeatures/GetSupportedMethods',
    'gossip.Gossip/Read',
  ];
  for (const method of ofOneMessage) {
    it(`ends a call of ${method} that ends without a message`, async () => {
      const call = beginCall(session, method);
      call.end();
      expect(await statusOf(call)).to.deep.equal([INTERNAL, 'Incomplete message.']);
    });
  }

  it('ends a persistent subscription for which nobody has asked', async () => {
    const call = beginCall(session, 'persistent_subscriptions.PersistentSubscriptions/Read');
    call.end();
    expect((await statusOf(call))[0]).to.equal(0);
  });

  it('refuses a second message where there is to be one', async () => {
    const call = beginCall(session, 'streams.Streams/Read');
    const subscription = new ProtoWriter().message(1, (options) => {
      options.message(2, (all) => all.message(2));
      options.message(6).message(8);
    });
    const message = frame(subscription.finish());
    call.end(Buffer.concat([message, message]));
    expect(await statusOf(call)).to.deep.equal([INTERNAL, 'Additional data after the message received.']);
  });

  it('answers keep-alive pings', async () => {
    await new Promise<void>((resolve, reject) => {
      session.ping((error) => (error ? reject(error) : resolve()));
    });
  });

  it('ends subscriptions and says goodbye when it stops', async () => {
    const client = EventStoreDBClient.connectionString(node.url);
    const subscription = client.subscribeToAll({ fromPosition: START });
    await once(subscription, 'confirmation');
    const raw = beginCall(session, 'streams.Streams/BatchAppend');
    const status = statusOf(raw);
    const gossip = beginCall(session, 'gossip.Gossip/Read');
    gossip.end(frame(Buffer.alloc(0)));
    await statusOf(gossip);
    const ended = once(subscription, 'error');
    const goodbye = once(session, 'goaway');
    await node.stop();
    expect((await ended)[0]).to.have.property('type', 'unavailable');
    expect((await status)[0]).to.equal(UNAVAILABLE);
    await goodbye;
    await client.dispose();
  });

  it('keeps what a slow reader has not taken on the disk, not in memory', async function slowReader() {
    this.timeout(30_000);
    const client = EventStoreDBClient.connectionString(node.url);
    const large = 'x'.repeat(400_000);
    for (let i = 0; i < 25; i++)
      await client.appendToStream('large', jsonEvent({ type: 'Large', data: { large } }));
    const call = beginCall(session, 'streams.Streams/Read');
    call.end(frame(readAllRequest()));
    await once(call, 'response');
    const before = process.memoryUsage().external;
    await client.appendToStream('small', jsonEvent({ type: 'Small', data: {} }));
    expect(process.memoryUsage().external - before).to.be.below(5_000_000);
    let received = 0;
    for await (const chunk of call as AsyncIterable<Buffer>) received += chunk.length;
    expect(received).to.be.above(25 * large.length);
    await client.dispose();
  });
});

/** Everything in `$all`, forwards, without a filter. */
function readAllRequest(): Buffer {
  return new ProtoWriter()
    .message(1, (options) => {
      options.message(2, (all) => all.message(2));
      options.uint64(5, 2 ** 31).message(8);
      options.message(9, (uuid) => uuid.message(2));
    })
    .finish();
}
