import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import 'reflect-metadata';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import { startThingService, type ThingHandlers, type ThingService } from './support/thing-service.js';

const thing = { name: 'lamp', price: { amount: 100, currency: 'EUR' } };

describe('Idempotency-Key', () => {
  let service: ThingService;
  let make: ThingHandlers['makeThing'];
  let calls: number;
  let key: string;

  before(async () => {
    service = await startThingService({
      makeThing: (call) => {
        calls += 1;
        return make(call);
      },
    });
  });
  beforeEach(() => {
    calls = 0;
    key = randomUUID();
    make = async ({ context }) => ({
      body: { thingId: context.newId('thing'), count: calls },
      revision: 0,
      position: 9n,
      location: '/things/x',
    });
  });
  after(() => service.server.close());

  const post = (body: unknown = thing, idempotencyKey = key, { url } = service) =>
    fetch(`${url}/things`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
    });

  async function seen(response: Response): Promise<Record<string, unknown>> {
    const { status, headers } = response;
    const kept = ['etag', 'location', 'consistency-token', 'content-type'].map((name) => [
      name,
      headers.get(name),
    ]);
    return { status, ...Object.fromEntries(kept), body: await response.json() };
  }

  it('is kept with nothing by which passwords in a body could be tried out', async () => {
    const other = await startThingService();
    try {
      await post();
      await post(thing, key, other);
    } finally {
      await other.server.close();
    }
    const [one, another] = [service, other].map(
      ({ idempotency: { entries } }) => [...entries].find(([name]) => name.endsWith(key))?.[1].fingerprint,
    );
    expect(one).to.be.a('string');
    expect(another).to.be.a('string').and.not.equal(one);
  });

  it('answers a repeat as the first time, and says so', async () => {
    const first = await post();
    const second = await post();
    expect(first.headers.get('idempotency-replayed')).to.equal(null);
    expect(second.headers.get('idempotency-replayed')).to.equal('true');
    expect(await seen(second)).to.deep.equal(await seen(first));
    expect(calls).to.equal(1);
  });

  it('does not mind the order of the members', async () => {
    await post();
    const second = await post({ price: { currency: 'EUR', amount: 100 }, name: 'lamp' });
    expect(second.headers.get('idempotency-replayed')).to.equal('true');
  });

  it('refuses another body, and another call', async () => {
    await post();
    for (const response of [
      await post({ ...thing, name: 'chair' }),
      await fetch(`${service.url}/things/a`, { method: 'PUT', headers: { 'idempotency-key': key } }),
    ]) {
      expect(await seen(response)).to.include({ status: 422, 'content-type': 'application/problem+json' });
    }
    expect(calls).to.equal(1);
  });

  it('keeps refusals, too', async () => {
    make = () => Promise.reject(new DomainError('thing-broken', 'It is broken'));
    const first = await post();
    make = async () => ({ body: { thingId: 'a', count: 1 } });
    const second = await post();
    expect(first.status).to.equal(409);
    expect(await seen(second)).to.deep.equal(await seen(first));
  });

  it('does not keep what failed for the moment', async () => {
    make = () => Promise.reject(new EventStoreUnavailableError('away'));
    expect((await post()).status).to.equal(503);
    make = async () => ({ body: { thingId: 'a', count: 1 } });
    const second = await post();
    expect(second.status).to.equal(201);
    expect(second.headers.get('idempotency-replayed')).to.equal(null);
  });

  it('derives the same ids for a repeat whose first answer was lost', async () => {
    const first = (await seen(await post())) as { body: { thingId: string } };
    service.idempotency.entries.clear();
    const second = (await seen(await post())) as { body: { thingId: string } };
    const other = (await seen(await post(thing, randomUUID()))) as { body: { thingId: string } };
    expect(calls).to.equal(3);
    expect(second.body.thingId).to.equal(first.body.thingId);
    expect(other.body.thingId).not.to.equal(first.body.thingId);
  });

  it('lets a concurrent repeat wait for the first', async () => {
    let finish = (): void => {};
    const started = new Promise<void>((resolve) => {
      make = async () => {
        resolve();
        await new Promise<void>((end) => (finish = end));
        return { body: { thingId: 'a', count: calls } };
      };
    });
    const first = post();
    await started;
    const second = post();
    finish();
    const answers = await Promise.all([first, second]);
    expect(answers.map(({ status }) => status)).to.deep.equal([201, 201]);
    expect(calls).to.equal(1);
  });

  it('answers 409 with Retry-After when the first takes too long', async () => {
    service.idempotency.entries.clear();
    let finish = (): void => {};
    const started = new Promise<void>((resolve) => {
      make = async () => {
        resolve();
        await new Promise<void>((end) => (finish = end));
        return { body: { thingId: 'a', count: calls } };
      };
    });
    const first = post();
    await started;
    const second = await post();
    finish();
    await first;
    expect(second.status).to.equal(409);
    expect(second.headers.get('retry-after')).to.equal('1');
  });

  it('must be a UUID', async () => {
    const response = await post(thing, 'one');
    expect(await seen(response)).to.deep.include({ status: 400 });
  });
});
