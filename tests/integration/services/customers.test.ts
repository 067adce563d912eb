import { createHash, randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { EventStoreDBClient } from '@eventstore/db-client';
import { MongoClient } from 'mongodb';
import { databaseOf } from '../../../src/infrastructure/mongodb/mongo-connection.js';
import { expectProblem } from './support/api-client.js';
import { Shop } from './support/shop.js';

const PASSWORD = 'correct horse battery staple';
const address = { street: 'Main Street 1', postalCode: '12345', city: 'Town', country: 'DE' };

describe('customer-service', function () {
  this.timeout(30_000);
  let shop: Shop;
  before(async () => (shop = await Shop.start()));
  after(() => shop.stop());

  const person = (own: object = {}) => ({
    email: `${randomUUID()}@example.com`,
    name: 'Ann',
    password: PASSWORD,
    ...own,
  });
  const registered = async (body: object = person()): Promise<string> =>
    (await shop.gateway.post('/customers', body)).body['customerId'] as string;

  it('registers a customer and shows everything but the password', async () => {
    const body = person({ address });
    const answer = await shop.gateway.post('/customers', body);
    const { customerId } = answer.body;
    expect(answer.status).to.equal(201);
    expect(answer.headers.get('location')).to.equal(`/customers/${customerId}`);
    const shown = await shop.gateway.after(answer, `/customers/${customerId}`);
    const expected = { customerId, email: body.email, name: 'Ann', address, status: 'active', revision: 0 };
    expect(shown.body).to.deep.equal(expected);
  });

  it('keeps of the password nothing but an argon2id hash', async () => {
    const customerId = await registered();
    const client = EventStoreDBClient.connectionString(shop.eventStoreUrl);
    try {
      const events = [];
      for await (const { event } of client.readStream(`customer-${customerId}`)) events.push(event?.data);
      const stored = JSON.stringify(events);
      expect(stored).to.contain('$argon2id$');
      expect(stored).not.to.contain(PASSWORD);
    } finally {
      await client.dispose();
    }
  });

  it('gives an e-mail address to one customer only', async () => {
    const email = `${randomUUID()}@example.com`;
    await registered(person({ email }));
    expectProblem(await shop.gateway.post('/customers', person({ email })), 409, 'email-taken');
    const other = await shop.gateway.post('/customers', person({ email: email.toUpperCase() }));
    expectProblem(other, 409, 'email-taken');
  });

  it('gives it to one of many who ask at once', async () => {
    const email = `${randomUUID()}@example.com`;
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => shop.gateway.post('/customers', person({ email }))),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([201, 409, 409, 409, 409]);
  });

  it('changes what is given, and frees an e-mail address that was given up', async () => {
    const before = `${randomUUID()}@example.com`;
    const after = `${randomUUID()}@example.com`;
    const id = await registered(person({ email: before, address }));
    const answer = await shop.gateway.patch(`/customers/${id}`, {
      email: after,
      address: null,
      password: 'another one',
    });
    expect(answer.status).to.equal(200);
    const shown = await shop.gateway.after(answer, `/customers/${id}`);
    expect(shown.body).to.deep.include({ email: after, name: 'Ann', address: null });
    expect((await shop.gateway.post('/customers', person({ email: before }))).status).to.equal(201);
    expectProblem(await shop.gateway.post('/customers', person({ email: after })), 409, 'email-taken');
  });

  it('does not keep an e-mail address from others for a change that was refused', async () => {
    const id = await registered();
    const email = `${randomUUID()}@example.com`;
    const answer = await shop.gateway.patch(`/customers/${id}`, { email }, { 'if-match': '"7"' });
    expectProblem(answer, 412, 'revision-mismatch');
    expect((await shop.gateway.post('/customers', person({ email }))).status).to.equal(201);
  });

  it('deactivates', async () => {
    const id = await registered();
    const answer = await shop.gateway.delete(`/customers/${id}`);
    expect(answer.status).to.equal(204);
    expect((await shop.gateway.after(answer, `/customers/${id}`)).body['status']).to.equal('deactivated');
    expectProblem(await shop.gateway.patch(`/customers/${id}`, { name: 'B' }), 409, 'customer-deactivated');
  });

  it('does not know an unknown customer', async () => {
    const id = randomUUID();
    expectProblem(await shop.gateway.get(`/customers/${id}`), 404, 'customer-not-found');
    expectProblem(await shop.gateway.get(`/customers/${id}/emails`), 404, 'customer-not-found');
    expectProblem(await shop.gateway.patch(`/customers/${id}`, { name: 'B' }), 404, 'customer-not-found');
    expectProblem(await shop.gateway.delete(`/customers/${id}`), 404, 'customer-not-found');
  });

  it('refuses what is no customer', async () => {
    for (const own of [
      { email: 'nobody' },
      { password: 'short' },
      { name: ' ' },
      { address: {} },
      { role: 'admin' },
    ]) {
      expectProblem(await shop.gateway.post('/customers', person(own)), 400, 'validation-failed');
    }
  });

  it('lists by name and e-mail address', async () => {
    const name = `N${randomUUID().slice(0, 8)}`;
    const answer = await shop.gateway.post('/customers', person({ name }));
    const found = await shop.gateway.after(answer, `/customers?search=${name.toLowerCase()}`);
    expect(found.body['items']).to.have.length(1);
    expect(found.body['items'][0]).to.deep.include({ customerId: answer.body['customerId'], name });
  });

  it('has no e-mails for a customer who has not ordered', async () => {
    const answer = await shop.gateway.get(`/customers/${await registered()}/emails`);
    expect(answer.body).to.deep.equal({ items: [], nextCursor: null });
  });

  it('registers once for one idempotency key', async () => {
    const body = person();
    const key = { 'idempotency-key': randomUUID() };
    const first = await shop.gateway.post('/customers', body, key);
    const second = await shop.gateway.post('/customers', body, key);
    expect(second.body).to.deep.equal(first.body);
    expect(second.headers.get('idempotency-replayed')).to.equal('true');
  });

  it('keeps no hash of a request by which its password could be guessed', async () => {
    const body = person();
    const key = randomUUID();
    expect((await shop.gateway.post('/customers', body, { 'idempotency-key': key })).status).to.equal(201);
    const mongo = new MongoClient(shop.mongoUrl);
    try {
      const records = mongo.db(databaseOf('customer-service')).collection<{ _id: string }>('idempotency');
      const kept = JSON.stringify(await records.findOne({ _id: { $regex: key } }));
      expect(kept).to.include('fingerprint');
      for (const text of [JSON.stringify(body), `POST /customers\n\n${JSON.stringify(body)}`, PASSWORD]) {
        const hash = createHash('sha256').update(text).digest();
        for (const encoding of ['hex', 'base64', 'base64url'] as const) {
          expect(kept).to.not.include(hash.toString(encoding));
        }
      }
      expect(kept).to.not.include(PASSWORD);
    } finally {
      await mongo.close();
    }
  });

  it('is closed to a client that guesses, and open to every other', async () => {
    const body = person();
    await registered(body);
    const signIn = async (client: string, password: string): Promise<number> => {
      const service = shop.client('customer-service');
      const from = { 'x-real-ip': client };
      return (await service.post('/sessions', { email: body.email, password }, from)).status;
    };
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn('192.0.2.1', 'wrong')));
    expect(guesses.filter((status) => status === 401)).to.have.lengthOf(10);
    expect(await signIn('192.0.2.1', PASSWORD)).to.equal(429);
    expect(await signIn('192.0.2.2', PASSWORD)).to.equal(200);
    expect(await signIn('2001:db8::1', PASSWORD)).to.equal(200);
  });

  it('takes the client from the gateway, whatever the client says it is', async () => {
    const { email } = person();
    const answers = await Promise.all(
      Array.from({ length: 12 }, async (_, i) => {
        const from = { 'x-real-ip': `192.0.2.${i}`, 'x-forwarded-for': `192.0.2.${i}` };
        return (await shop.anybody.post('/sessions', { email, password: 'wrong' }, from)).status;
      }),
    );
    expect(answers.filter((status) => status === 401)).to.have.lengthOf(10);
  });
});
