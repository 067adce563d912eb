import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { OrderQueries } from '../../../src/application/read-models/order-queries.js';
import { runOperator } from '../../../src/cli/operator/run-operator.js';
import { orders } from '../../../src/projections/orders.js';
import type { Projection } from '../../../src/projections/projection.js';
import type { OrderDocument } from '../../../src/application/read-models/order-view.js';
import { appendOrder } from './orders-of.js';
import { ReadSide, eventually } from './shop-read-side.js';

describe('Read side over real servers', function () {
  this.timeout(60_000);
  let world: ReadSide;

  beforeEach(async () => {
    world = await ReadSide.open();
  });

  afterEach(() => world.close());

  async function fill(count: number): Promise<{ ids: string[]; position: bigint }> {
    const ids = Array.from({ length: count }, () => randomUUID());
    const positions = await Promise.all(ids.map((id, number) => appendOrder(world.eventStore, id, number)));
    return { ids, position: positions.reduce((a, b) => (a > b ? a : b)) };
  }

  async function operate(...command: string[]): Promise<{ exitCode: number; output: string }> {
    const lines: string[] = [];
    const write = (line: string): number => lines.push(line);
    const exitCode = await runOperator(
      command,
      { MONGODB_URL: world.mongoUrl, EVENTSTORE_URL: world.eventStoreUrl },
      { print: write, complain: write },
    );
    return { exitCode, output: lines.join('\n') };
  }

  it('answers queries from documents that follow the streams', async () => {
    const runtime = world.start([orders]);
    const queries = new OrderQueries(runtime.readModel(orders), world.eventStore);
    const { ids, position } = await fill(30);
    expect(await queries.waitFor(position, 10_000)).to.equal(true);
    const rejected = await queries.byId(ids[1]!);
    expect(rejected).to.deep.include({ status: 'rejected', customerId: 'customer-1', revision: 2 });
    expect(rejected?.timeline.map(({ event }) => event)).to.deep.equal([
      'OrderCreated',
      'OrderPlaced',
      'OrderRejected',
    ]);
    const page = await queries.list({ customerId: 'customer-1', status: 'confirmed', limit: 10 });
    expect(page.items).to.have.length(2);
    expect(page.nextCursor).to.equal(null);
    expect(await queries.byId(randomUUID())).to.equal(undefined);
  });

  it('finds what has just been appended, by its id, without being told to wait', async () => {
    const runtime = world.start([orders]);
    await eventually(world.clock, () => runtime.ready);
    const queries = new OrderQueries(runtime.readModel(orders), world.eventStore);
    for (let number = 0; number < 20; number += 1) {
      const orderId = randomUUID();
      await appendOrder(world.eventStore, orderId, number);
      expect((await queries.byId(orderId))?.orderId).to.equal(orderId);
    }
  });

  it('rebuilds to byte-equal documents on the command line, and answers all the while', async () => {
    const runtime = world.start([orders]);
    const queries = new OrderQueries(runtime.readModel(orders), world.eventStore);
    const { ids, position } = await fill(120);
    expect(await queries.waitFor(position, 20_000)).to.equal(true);
    const before = await world.rawDocuments(orders);
    const rebuilt = new AbortController();
    const asking = (async () => {
      for (let number = 0; !rebuilt.signal.aborted; number += 1) {
        expect((await queries.byId(ids[number % ids.length]!))?.revision).to.equal(2);
      }
    })();
    const { exitCode, output } = await operate('projections', 'rebuild', 'orders');
    rebuilt.abort();
    await asking;
    expect(output).to.match(/^orders rebuilt: 120 documents in \d+\.\d s, now in orders\.v1\.\d+$/);
    expect(exitCode).to.equal(0);
    expect(before).to.have.length(120);
    expect(await world.rawDocuments(orders)).to.deep.equal(before);
  });

  it('fills to byte-equal documents again when its database is deleted under it', async () => {
    const runtime = world.start([orders]);
    const model = runtime.readModel(orders);
    const { position } = await fill(60);
    expect(await model.waitFor(position, 20_000)).to.equal(true);
    const before = await world.rawDocuments(orders);
    await world.mongo.db.dropDatabase();
    await eventually(
      world.clock,
      async () =>
        (await world.stores.registry.list()).length === 1 && (await world.rawDocuments(orders)).length === 60,
    );
    expect(await model.waitFor(position, 20_000)).to.equal(true);
    expect(await world.rawDocuments(orders)).to.deep.equal(before);
  });

  it('goes on by itself after the document store and then the event store were away', async () => {
    const runtime = world.start([orders]);
    const queries = new OrderQueries(runtime.readModel(orders), world.eventStore);
    const first = await fill(20);
    expect(await queries.waitFor(first.position, 20_000)).to.equal(true);
    await world.stopMongo();
    const second = await fill(20);
    await world.restartMongo();
    expect(await queries.waitFor(second.position, 20_000)).to.equal(true);
    await world.stopEventStore();
    await world.restartEventStore();
    const third = await fill(20);
    expect(await queries.waitFor(third.position, 20_000)).to.equal(true);
    expect(await world.rawDocuments(orders)).to.have.length(60);
  });

  it('shows, replays and skips dead letters on the command line', async () => {
    let poisoned = '';
    const vulnerable: Projection<OrderDocument> = {
      ...orders,
      evolve(document, event) {
        if (event.stream === poisoned && event.type === 'OrderPlaced') throw new Error('indigestible');
        return orders.evolve(document, event);
      },
    };
    const runtime = world.start([vulnerable]);
    const model = runtime.readModel(vulnerable);
    await eventually(world.clock, () => runtime.ready);
    const orderId = randomUUID();
    poisoned = `order-${orderId}`;
    const position = await appendOrder(world.eventStore, orderId, 0);
    const { ids } = await fill(3);
    expect(await model.waitFor(position, 10_000)).to.equal(true);
    expect((await model.get(orderId))?.revision).to.equal(0);
    await eventually(world.clock, async () => (await model.get(ids[2]!))?.revision === 2);

    const listed = JSON.parse((await operate('dead-letters', 'list', '--json')).output);
    expect(listed).to.have.length(1);
    expect(listed[0]).to.include({ type: 'OrderPlaced', stream: poisoned, revision: 1, waiting: 1 });
    const { id } = listed[0];

    const replayed = await operate('dead-letters', 'replay', id);
    expect(replayed.exitCode).to.equal(1);
    expect(replayed.output).to.include('indigestible');

    const skipped = await operate('dead-letters', 'skip', id);
    expect(skipped).to.deep.equal({ exitCode: 0, output: `${id}: released` });
    expect(await model.get(orderId)).to.include({ revision: 2, status: 'confirmed' });
    expect(JSON.parse((await operate('dead-letters', 'list', '--json')).output)).to.deep.equal([]);
  });

  it('answers misuse and absence on the command line with one line', async () => {
    const runtime = world.start([orders]);
    await eventually(world.clock, () => runtime.ready);
    const unknown = await operate('projections', 'rebuild', 'nonsense');
    expect(unknown.exitCode).to.equal(2);
    expect(unknown.output).to.equal("webstore: no read model is called 'nonsense'; there are: orders");
    const list = await operate('projections', 'list');
    expect(list.output).to.match(/SERVICE.*\norder-service {2}orders/);
    await runtime.stop();
    const late = await operate('projections', 'rebuild', 'order-service/orders', '--timeout', '1');
    expect(late.exitCode).to.equal(1);
    expect(late.output).to.equal(
      'webstore: orders has not been rebuilt within 1 s: is order-service running?',
    );
    for (const misuse of [[], ['nonsense'], ['projections', 'rebuild'], ['dead-letters', 'replay']]) {
      const { exitCode, output } = await operate(...misuse);
      expect(exitCode, misuse.join(' ')).to.equal(2);
      expect(output).to.match(/^webstore: .+$/);
    }
    const away = await operate('--mongodb', 'mongodb://127.0.0.1:1', 'projections', 'list');
    const awayToo = await operate('projections', 'list', '--mongodb', 'mongodb://127.0.0.1:1');
    expect(awayToo).to.deep.equal(away);
    expect(away.exitCode).to.equal(1);
    expect(away.output).to.match(/^webstore: MongoDB gives no answer: .+$/);
  });
});
