import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type EventStore } from '../../../src/application/event-store.js';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { WrongExpectedRevisionError } from '../../../src/application/wrong-expected-revision-error.js';
import {
  EventStoreDbEventStore,
  type EventStoreDbOptions,
} from '../../../src/infrastructure/eventstoredb/event-store-db-event-store.js';
import { someEvent } from '../../support/some-event.js';
import { CancelCounter } from '../../support/cancel-counter.js';
import { EventStoreProcess } from '../../support/event-store-process.js';
import { until } from '../../unit/http/support/until.js';
import { rejection } from '../../unit/command-handler/rejection.js';

/** Each trap of `@eventstore/db-client` 6.2.1 that the adapter hides, against a server that is really killed and frozen. */
describe('EventStoreDbEventStore, where the client has traps', function () {
  this.timeout(60_000);

  let root: string;
  let dirs = 0;
  const servers: EventStoreProcess[] = [];
  const stores: EventStoreDbEventStore[] = [];

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'webstore-'));
  });

  afterEach(async () => {
    await Promise.all(stores.splice(0).map((store) => store.dispose()));
    await Promise.all(servers.splice(0).map((server) => server.kill()));
  });

  after(async () => {
    await rm(root, { recursive: true });
  });

  async function startServer(dir = join(root, String(dirs++)), port = 0): Promise<EventStoreProcess> {
    const server = await EventStoreProcess.start(dir, port);
    servers.push(server);
    return server;
  }

  function open(url: string, options: EventStoreDbOptions = {}): EventStoreDbEventStore {
    const store = new EventStoreDbEventStore(url, options);
    stores.push(store);
    return store;
  }

  async function eventIds(store: EventStore, stream: string): Promise<string[]> {
    const ids: string[] = [];
    for await (const { eventId } of store.readStream(stream)) ids.push(eventId);
    return ids;
  }

  it('fails within its deadline, as unavailable, when there is no server (client: a bare Error of code 14)', async () => {
    const server = await startServer();
    await server.kill();
    const store = open(server.url, { deadlineMs: 300, attemptMs: 100 });
    const filter = { streamPrefixes: ['a-'] };
    for (const call of [
      () => store.append('a-1', 'no-stream', [someEvent()]),
      () => eventIds(store, 'a-1'),
      () => store.hasEventsBetween(filter, undefined, 1n),
      () => store.limitStream('a-1', 1),
    ]) {
      expect(await rejection(call())).to.be.instanceOf(EventStoreUnavailableError);
    }
  });

  it('reaches a server on this machine directly (client: asks the proxy of http_proxy for it)', async () => {
    const { url } = await startServer();
    const before = process.env['grpc_proxy'];
    process.env['grpc_proxy'] = 'http://127.0.0.1:1';
    try {
      const store = open(url, { deadlineMs: 2_000 });
      expect((await store.append('a-1', 'no-stream', [someEvent()])).revision).to.equal(0);
    } finally {
      if (before === undefined) delete process.env['grpc_proxy'];
      else process.env['grpc_proxy'] = before;
    }
  });

  it('goes on as soon as the server is there, without a new client', async () => {
    const dir = join(root, String(dirs++));
    const gone = await startServer(dir);
    await gone.kill();
    const store = open(gone.url, { deadlineMs: 20_000 });
    const append = store.append('a-1', 'no-stream', [someEvent()]);
    const read = eventIds(store, 'a-2');
    await startServer(dir, gone.port);
    expect((await append).revision).to.equal(0);
    expect(await read).to.deep.equal([]);
  });

  it('gives up an append that is never answered (client: waits for ever), and finds out later that it happened', async () => {
    const server = await startServer();
    const store = open(server.url, { deadlineMs: 400, attemptMs: 150 });
    const events = [someEvent(), someEvent()];
    await store.append('a-0', 'no-stream', [someEvent()]);
    server.freeze();
    const error = await rejection(store.append('a-1', 'no-stream', events));
    expect(error).to.be.instanceOf(EventStoreUnavailableError);
    server.thaw();
    expect((await open(server.url).append('a-1', 'no-stream', events)).revision).to.equal(1);
    expect(await eventIds(open(server.url), 'a-1')).to.deep.equal(events.map(({ eventId }) => eventId));
    expect((await store.append('a-1', 1, [someEvent()])).revision).to.equal(2);
  });

  it('takes its own earlier append for its own when the server does not recognise it', async () => {
    const store = open((await startServer()).url);
    const events = [someEvent(), someEvent()];
    const first = await store.append('a-1', 'no-stream', events);
    expect(await store.append('a-1', 'no-stream', events)).to.deep.equal(first);
    const error = await rejection(
      store.append('a-1', 'no-stream', [events[0] ?? expect.fail(), someEvent()]),
    );
    expect(error).to.be.instanceOf(WrongExpectedRevisionError).with.property('actual', 1);
  });

  for (const first of ['lost', 'kept'] as const) {
    it(`is not touched by the lost server of another store in the process, opened ${first} first (client: fails every pending append)`, async () => {
      const [lost, kept] = [await startServer(), await startServer()];
      const options = { deadlineMs: 1_000, attemptMs: 500 };
      const [one, two] = first === 'lost' ? [lost, kept] : [kept, lost];
      const stores = [open(one.url, one === lost ? options : {}), open(two.url, two === lost ? options : {})];
      const [other, store] = (first === 'lost' ? stores : stores.toReversed()) as [
        EventStoreDbEventStore,
        EventStoreDbEventStore,
      ];
      await other.append('a-0', 'no-stream', [someEvent()]);
      await store.append('a-0', 'no-stream', [someEvent()]);
      kept.freeze();
      const pending = Array.from({ length: 10 }, (_, index) =>
        store.append(`a-${index + 1}`, 'no-stream', [someEvent()]),
      );
      lost.freeze();
      const failing = rejection(other.append('a-1', 'no-stream', [someEvent()]));
      await lost.kill();
      kept.thaw();
      for (const { revision } of await Promise.all(pending)) expect(revision).to.equal(0);
      expect(await failing).to.be.instanceOf(EventStoreUnavailableError);
    });
  }

  it('refuses at once what the server will never take', async () => {
    const store = open((await startServer()).url);
    const tooLarge = someEvent('Large', { text: 'x'.repeat(2 ** 20) });
    const error = await rejection(store.append('a-1', 'no-stream', [tooLarge]));
    expect(error).to.be.instanceOf(Error).and.not.instanceOf(EventStoreUnavailableError);
    const noJson = await rejection(store.append('a-1', 'no-stream', [someEvent('Odd', () => 'no JSON')]));
    expect(noJson).to.be.instanceOf(TypeError);
    expect((await store.append('a-1', 'no-stream', [someEvent()])).revision).to.equal(0);
  });

  it('neither loses nor doubles appends while the server is killed again and again in the middle of them', async () => {
    const dir = join(root, String(dirs++));
    let server = await startServer(dir);
    const store = open(server.url, { deadlineMs: 20_000 });
    const wanted = 400;
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      const ids: string[] = [];
      while (ids.length < wanted / 20) {
        const event = someEvent();
        const expected = ids.length === 0 ? 'no-stream' : ids.length - 1;
        const { revision } = await store.append(`a-${writer}`, expected, [event]);
        expect(revision).to.equal(ids.length);
        ids.push(event.eventId);
      }
      return ids;
    });
    const written = Promise.all(writers);
    const writing = { done: false };
    void written.finally(() => (writing.done = true));
    const positions: bigint[] = [];
    const end = new AbortController();
    const following = (async (): Promise<void> => {
      for await (const message of store.subscribe({ streamPrefixes: ['a-'] }, undefined, end.signal)) {
        if (message.kind === 'event') positions.push(message.event.position);
        if (positions.length === wanted) return;
      }
    })();
    for (let kill = 0; kill < 4 && !writing.done; kill++) {
      const seen = positions.length;
      while (!writing.done && positions.length < seen + 40) await new Promise(setImmediate);
      await server.kill();
      server = await startServer(dir, server.port);
    }
    for (const [writer, ids] of (await written).entries()) {
      expect(await eventIds(store, `a-${writer}`)).to.deep.equal(ids);
    }
    await following;
    end.abort();
    expect(positions).to.have.length(wanted);
    expect(
      positions.every((position, index) => index === 0 || position > (positions[index - 1] ?? 0n)),
    ).to.equal(true);
  });

  it('resumes a subscription behind the last message it gave (client: ends)', async () => {
    const dir = join(root, String(dirs++));
    let server = await startServer(dir);
    let lost = 0;
    const store = open(server.url, { deadlineMs: 20_000, onSubscriptionLost: () => lost++ });
    await store.append('a-1', 'no-stream', [someEvent('One'), someEvent('Two')]);
    const end = new AbortController();
    const seen: string[] = [];
    for await (const message of store.subscribe({ streamPrefixes: ['a-'] }, undefined, end.signal)) {
      if (message.kind === 'event') seen.push(message.event.type);
      if (message.kind === 'caught-up') {
        seen.push('caught up');
        if (lost > 0) end.abort();
        else {
          await server.kill();
          server = await startServer(dir, server.port);
          await store.append('a-1', 1, [someEvent('Three')]);
        }
      }
    }
    expect(seen).to.deep.equal(['One', 'Two', 'caught up', 'Three', 'caught up']);
    expect(lost).to.equal(1);
  });

  it('tells of an outage once, however often a subscription looks for the server meanwhile', async () => {
    let looks = 0;
    const nobody = createServer((socket) => {
      looks += 1;
      socket.destroy();
    });
    nobody.listen(0, '127.0.0.1');
    await once(nobody, 'listening');
    const { port } = nobody.address() as AddressInfo;
    let lost = 0;
    const store = open(`esdb://127.0.0.1:${port}?tls=false`, { onSubscriptionLost: () => lost++ });
    const end = new AbortController();
    const messages = store.subscribe({ streamPrefixes: ['a-'] }, undefined, end.signal);
    const following = messages[Symbol.asyncIterator]().next();
    await until(() => looks >= 4);
    end.abort();
    await following;
    nobody.close();
    expect(lost).to.equal(1);
  });

  it('resumes behind a checkpoint when nothing has matched (client: from where it began)', async () => {
    const store = open((await startServer()).url);
    const others = Array.from({ length: 400 }, () => someEvent());
    const { position } = await store.append('other-1', 'no-stream', others);
    const end = new AbortController();
    let checkpoint = 0n;
    for await (const message of store.subscribe({ streamPrefixes: ['a-'] }, undefined, end.signal)) {
      if (message.kind === 'caught-up') end.abort();
      if (message.kind === 'checkpoint') checkpoint = message.position;
    }
    expect(checkpoint > 0n && checkpoint <= position).to.equal(true);
  });

  it('takes no event for matching that is not (client: reads of all events ignore their filter)', async () => {
    const store = open((await startServer()).url);
    const { position } = await store.append('other-1', 'no-stream', [someEvent()]);
    expect(await store.hasEventsBetween({ streamPrefixes: ['a-'] }, undefined, position)).to.equal(false);
    expect(await store.hasEventsBetween({ streamPrefixes: ['other-'] }, undefined, position)).to.equal(true);
  });

  it('cancels no call to learn what has happened lately (client: cannot search without, and a server may end a connection for many)', async () => {
    const server = await startServer();
    const counter = await CancelCounter.start(server.port);
    try {
      const store = open(counter.url);
      const { position } = await store.append('a-1', 'no-stream', [someEvent()]);
      const later = await store.append('b-1', 'no-stream', [someEvent()]);
      expect(await store.hasEventsBetween({ streamPrefixes: ['a-'] }, position, later.position)).to.equal(
        false,
      );
      expect(await store.hasEventsBetween({ streamPrefixes: ['b-'] }, position, later.position)).to.equal(
        true,
      );
      expect(await store.hasEventsBetween({ streamPrefixes: ['c-'] }, undefined, position)).to.equal(false);
      while (counter.cancelled === 0) await new Promise((resolve) => setImmediate(resolve));
      expect(counter.cancelled, 'only the search from the very beginning').to.equal(1);
    } finally {
      await counter.close();
    }
  });

  it('lets a slow reader set the pace', async () => {
    const store = open((await startServer()).url);
    const data = { text: 'x'.repeat(16_000) };
    for (let batch = 0; batch < 20; batch++) {
      await store.append(
        'a-1',
        'any',
        Array.from({ length: 60 }, () => someEvent('Large', data)),
      );
    }
    const held = (): number => process.memoryUsage().external;
    const before = held();
    const end = new AbortController();
    let seen = 0;
    for await (const message of store.subscribe({ streamPrefixes: ['a-'] }, undefined, end.signal)) {
      if (message.kind === 'caught-up') break;
      if (message.kind !== 'event' || ++seen > 1) continue;
      for (let other = 0; other < 20; other++) await store.append(`b-${other}`, 'any', [someEvent()]);
      expect((held() - before) / 2 ** 20, 'MiB taken from the server ahead of the reader').to.be.lessThan(8);
    }
    end.abort();
    expect(seen).to.equal(1_200);
  });

  it('lets nobody wait while others go again and again (client: what is beyond its buffer rejects unheard)', async () => {
    const store = open((await startServer()).url);
    const rounds = Array.from({ length: 60 }, () => 0);
    let furthestApart = 0;
    await Promise.all(
      rounds.map(async (_, one) => {
        while (rounds[one]! < 10) {
          await store.append(`greedy-${one}`, 'any', [someEvent()]);
          rounds[one]! += 1;
          furthestApart = Math.max(furthestApart, rounds[one]! - Math.min(...rounds));
        }
      }),
    );
    expect(furthestApart).to.be.at.most(2);
  });
});
