import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start as startEventStore } from '@webstore/embedded-eventstoredb';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { databaseOf } from '../../../src/infrastructure/mongodb/mongo-connection.js';
import { Shop } from './support/shop.js';
import { until } from './support/until.js';

type Json = ReturnType<typeof JSON.parse>;

describe("the operator's commands for history, processes and read models", function () {
  this.timeout(60_000);
  let shop: Shop;
  let folder: string;
  let orderId: string;
  before(async () => {
    shop = await Shop.start();
    folder = await mkdtemp(join(tmpdir(), 'webstore-operator-'));
    const price = { amount: 1999, currency: 'EUR' };
    const lamp = { name: 'Lamp', description: '', price, initialStock: 5 };
    const { productId } = (await shop.gateway.post('/products', lamp)).body;
    const customer = await shop.newCustomer();
    const { customerId } = customer;
    const { cartId } = (await customer.post('/carts', { customerId })).body;
    await customer.put(`/carts/${cartId}/items/${productId}`, { quantity: 2 });
    orderId = (await customer.post(`/carts/${cartId}/checkout`)).body['orderId'];
    await until(async () => (await customer.get(`/orders/${orderId}`)).body['status'] === 'confirmed');
  });
  after(async () => {
    await shop.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function answered(...given: string[]): Promise<Json> {
    const { exitCode, lines } = await shop.operator(...given, '--json');
    expect(exitCode, lines.join('\n')).to.equal(0);
    return JSON.parse(lines[0] ?? '');
  }

  async function refused(exitCode: number, ...given: string[]): Promise<string> {
    const answer = await shop.operator(...given);
    expect([answer.exitCode, answer.lines.length], answer.lines.join('\n')).to.deep.equal([exitCode, 1]);
    return answer.lines[0] ?? '';
  }

  it('show streams, their events, and states of the past', async () => {
    const stream = `order-${orderId}`;
    expect(await answered('streams', '--prefix', stream)).to.deep.include({
      ...(await answered('streams', '--prefix', 'order-'))[0],
      revision: 2,
      type: 'OrderConfirmed',
    });
    const types = (events: Json) => events.map(({ type }: Json) => type);
    const backwards = ['--backwards', '--limit', '2'];
    expect(types(await answered('events', stream, ...backwards))).to.deep.equal([
      'OrderConfirmed',
      'OrderPlaced',
    ]);
    expect((await answered('state', stream, '--revision', '1')).state.status).to.equal('placed');
    const [created] = await answered('events', stream);
    expect((await answered('state', stream, '--at', created.at)).revision).to.be.at.least(0);
    const { changes } = await answered('diff', stream, '0', '2');
    const status = changes.find(({ path }: Json) => path === '/status');
    expect([status.before, status.after, types(status.events)]).to.deep.equal([
      'created',
      'confirmed',
      ['OrderPlaced', 'OrderConfirmed'],
    ]);
  });

  it('show the trail of an order over all services', async () => {
    const { tree, streams } = await answered('trail', orderId);
    expect(streams).to.include(`order-${orderId}`);
    expect(JSON.stringify(tree)).to.contain('CartCheckedOut').and.contain('StockDeducted');
  });

  it('remember who looked', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const looks = await answered('events', `audit-looks-${day}`);
    expect(looks[0].metadata.actor).to.equal('operator:ada');
  });

  it('carry the log over to an empty store and prove it by the public keys', async () => {
    const [log, keys, copy] = ['log', 'keys', 'copy'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    await writeFile(keys, JSON.stringify((await shop.gateway.get('/audit/keys')).body));
    // What no checkpoint covers yet is not proven, and could be forged.
    const { events: soFar } = await answered('export', '--out', join(folder, 'so-far'));
    await until(async () => (await answered('verify', '--keys', keys)).proven >= soFar);
    const { events } = await answered('export', '--out', log);
    const lines = (await readFile(log, 'utf8')).trimEnd().split('\n');
    expect(lines.length).to.equal(events);
    expect((await answered('verify', log, '--keys', keys)).intact).to.equal(true);
    const placed = lines.findIndex((line) => line.includes('"type":"OrderPlaced"'));
    await writeFile(copy, lines.with(placed, lines[placed]!.replace('OrderPlaced', 'OrderLost')).join('\n'));
    const forged = await shop.operator('verify', copy, '--keys', keys);
    expect(forged.exitCode).to.equal(1);
    expect(forged.lines[0]).to.contain(`altered at position ${JSON.parse(lines[placed]!).position}`);

    const empty = await startEventStore({ dir: join(folder, 'events'), port: 0 });
    try {
      await writeFile(copy, (await readFile(log, 'utf8')).slice(0, -50));
      expect(await refused(1, 'import', copy, '--event-store', empty.url)).to.contain('this is no event');
      const report = await answered('import', log, '--event-store', empty.url);
      expect(report.imported + report.checkpointsLeftOut).to.equal(events);
      expect(await refused(1, 'import', log, '--event-store', empty.url)).to.contain('empty');
    } finally {
      await empty.stop();
    }
  });

  it('list, show and cancel processes', async () => {
    await until(async () => {
      const ended = await answered('processes', 'list', '--manager', 'fulfilment', '--status', 'ended');
      return ended.some(({ processId }: Json) => processId === orderId);
    });
    const { steps, status } = await answered('processes', 'show', 'fulfilment', orderId);
    expect(status).to.equal('ended');
    expect(steps[0].inputs[0].type).to.be.oneOf(['OrderCreated', 'OrderPlaced']);
    const text = await shop.operator('processes', 'show', 'fulfilment', orderId);
    expect(text.lines.join('\n')).to.contain('commanded ConfirmOrder');
    const reason = ['--reason', 'a test'];
    expect(await refused(1, 'processes', 'cancel', 'fulfilment', orderId, ...reason)).to.contain('has ended');
    await refused(2, 'processes', 'cancel', 'fulfilment', randomUUID(), ...reason);
    await refused(2, 'processes', 'cancel', 'fulfilment', orderId);
    expect(await refused(1, 'processes', 'retry', 'fulfilment', orderId)).to.contain('has ended');
    await refused(2, 'processes', 'retry', 'fulfilment', randomUUID());
  });

  it('let a read model stand still and go on', async () => {
    await answered('projections', 'pause', 'orders');
    const state = async () =>
      (await answered('projections', 'list')).find(({ name }: Json) => name === 'orders').state;
    expect(await state()).to.equal('paused');
    expect((await shop.gateway.get(`/orders/${orderId}`)).status).to.equal(200);
    await refused(1, 'projections', 'rebuild', 'orders');
    await refused(1, 'projections', 'cancel', 'orders');
    await answered('projections', 'resume', 'orders');
    expect(await state()).to.equal('live');
    expect((await answered('projections', 'rebuild', 'orders')).documents).to.equal(1);
  });

  it('heal a document, and show what a replay would change before it does', async () => {
    const standings = await answered('projections', 'list');
    const standing = standings.find(({ name }: Json) => name === 'orders');
    const mongo = await MongoClient.connect(shop.mongoUrl);
    try {
      const documents = mongo.db(databaseOf('order-service')).collection<Json>(standing.collection);
      const spoil = () => documents.updateOne({ _id: orderId }, { $set: { status: 'lost' } });
      const stored = async () => (await documents.findOne({ _id: orderId }))?.status;
      await spoil();
      const [difference] = (await answered('replay', '0', '--to', 'orders')).differences;
      expect(difference).to.deep.include({ document: orderId, healed: false });
      expect(difference.changes).to.deep.equal([{ path: '/status', before: 'lost', after: 'confirmed' }]);
      const text = await shop.operator('replay', '0', '--to', 'orders');
      expect(text.lines.join('\n')).to.match(/\/status +"lost" +"confirmed"\norders: .* nothing is written/);
      expect(await stored()).to.equal('lost');
      expect(await answered('replay', '0', '--to', 'orders', '--apply')).to.include({
        differing: 1,
        healed: 1,
      });
      expect(await stored()).to.equal('confirmed');
      expect(await answered('replay', '0', '--to', 'orders')).to.include({ differing: 0 });
      await spoil();
      expect(await answered('projections', 'heal', 'orders', orderId)).to.include({ healed: true });
      expect(await stored()).to.equal('confirmed');
      const { lines } = await shop.operator('projections', 'heal', 'orders', orderId);
      expect(lines).to.deep.equal([`orders ${orderId} is what its events say`]);
    } finally {
      await mongo.close();
    }
  });

  it('remember who intervened', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const acts = await answered('events', `audit-operations-${day}`);
    expect(acts.map(({ data }: Json) => data.what)).to.include.members([
      'cancel-process',
      'pause-projection',
      'rebuild-projection',
      'heal-document',
      'replay',
    ]);
    expect(new Set(acts.map(({ metadata }: Json) => metadata.actor))).to.deep.equal(
      new Set(['operator:ada']),
    );
  });

  it('say which part of the shop is not well', async () => {
    const place = ['--url', shop.anybody.url, '--registry', shop.registryUrl];
    const found = await answered('doctor', ...place);
    expect(found.filter(({ well }: Json) => !well)).to.deep.equal([]);
    expect(found.map(({ part }: Json) => part)).to.include.members(['event store', 'MongoDB', 'registry']);
    await answered('projections', 'pause', 'carts');
    const { exitCode, lines } = await shop.operator('doctor', ...place);
    expect(exitCode).to.equal(1);
    expect(lines[0]).to.match(/read models +NOT OK +carts stand still +.*resume/);
    await answered('projections', 'resume', 'carts');
    const nowhere = ['--url', 'http://127.0.0.1:1', '--registry', 'http://127.0.0.1:1/eureka'];
    expect((await shop.operator('doctor', ...nowhere)).lines.at(-1)).to.contain('2 of');
    const withoutMongo = await shop.operator('doctor', ...place, '--mongodb', 'mongodb://127.0.0.1:1');
    for (const part of ['dead letters', 'read models', 'processes']) {
      expect(withoutMongo.lines.join('\n')).to.match(new RegExp(`${part} +NOT OK +MongoDB gives no answer`));
    }
  });

  it('put the shop under load and follow every order to its outcome', async () => {
    const figures = await answered('load', '--rate', '5', '--for', '1', '--url', shop.anybody.url);
    expect(figures).to.include({ started: 5, finished: 5, confirmed: 5, failed: 0 });
  });

  it('answer misuse with one line', async () => {
    for (const given of [
      ['streams', '--limit', 'x'],
      ['state'],
      ['state', 'order-1', '--at', 'yesterday'],
      ['diff', 'order-1', '0', 'x'],
      ['import', join(folder, 'nothing')],
      ['verify', '--keys', join(folder, 'nothing')],
      ['streams', '--event-store', 'http://x'],
      ['processes', 'list', '--status', 'odd'],
      ['projections', 'pause', 'nothing'],
      ['projections', 'heal', 'orders'],
      ['processes', 'retry', 'nothing', orderId],
      ['replay', '0'],
      ['replay', 'x', '--to', 'orders'],
      ['replay', '0', '--to', 'nothing'],
      ['nothing'],
    ]) {
      expect(await refused(2, ...given)).to.match(/^webstore: /);
    }
    await refused(1, 'trail', randomUUID());
    await refused(1, 'projections', 'heal', 'orders', randomUUID());
    await refused(1, 'state', `order-${randomUUID()}`);
  });
});
