import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { RemoteProblemError } from '../../../src/infrastructure/http/client/remote-problem-error.js';
import { RemoteServiceUnavailableError } from '../../../src/infrastructure/http/client/remote-service-unavailable-error.js';
import type { CallOrigin } from '../../../src/infrastructure/http/client/call-origin.js';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import { startThingService } from './support/thing-service.js';
import { ThingWorld } from './support/thing-world.js';

const body = { name: 'lamp', price: { amount: 100, currency: 'EUR' } };

describe('the typed client', () => {
  const things = new ThingWorld();
  const origin = (own: Partial<CallOrigin> = {}): CallOrigin => ({
    correlationId: randomUUID(),
    causationId: randomUUID(),
    ...own,
  });

  afterEach(() => things.close());

  /** The error that a call ends with. */
  const errorOf = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => undefined,
      (error: unknown) => error,
    );

  /** The address of a service that has ended. */
  async function deadUrl(): Promise<string> {
    const service = await startThingService();
    await service.server.close();
    return service.url;
  }

  it('calls with params, query and body, and gives the typed answer', async () => {
    const { url } = await things.serve({
      makeThing: async (call) => ({ body: { thingId: call.body.name, count: call.body.price.amount } }),
      getThing: async ({ params, query }) => ({ body: { thingId: params.thingId, count: query.limit ?? 0 } }),
    });
    const calls = things.clientOf([url]);
    expect(await calls.makeThing({ body }, origin())).to.deep.equal({
      status: 201,
      body: { thingId: 'lamp', count: 100 },
    });
    const found = await calls.getThing({ params: { thingId: 'a' }, query: { limit: 7 } }, origin());
    expect(found.body).to.deep.equal({ thingId: 'a', count: 7 });
  });

  it('carries correlation, causation and command id', async () => {
    const seen: Record<string, string>[] = [];
    const { url } = await things.serve({
      makeThing: async ({ context: { correlationId, causationId, commandId } }) => {
        seen.push({ correlationId, causationId, commandId });
        return { body: { thingId: 'a', count: 1 } };
      },
    });
    const ids = { correlationId: randomUUID(), causationId: randomUUID(), commandId: randomUUID() };
    await things.clientOf([url]).makeThing({ body }, ids);
    expect(seen).to.deep.equal([ids]);
  });

  it('tells what the service refuses, and does not ask again', async () => {
    let asked = 0;
    const { url } = await things.serve({
      getThing: () => {
        asked += 1;
        return Promise.reject(new DomainError('thing-broken', 'It is broken', { part: 3 }));
      },
    });
    const error = await errorOf(things.clientOf([url]).getThing({ params: { thingId: 'a' } }, origin()));
    expect(error).to.be.instanceOf(RemoteProblemError);
    expect(error).to.deep.include({
      status: 409,
      code: 'thing-broken',
      message: 'It is broken',
      details: { part: 3 },
    });
    expect(asked).to.equal(1);
  });

  for (const [what, own, expected] of [
    ['a command with a command id', { commandId: randomUUID() }, 3],
    ['a command without one', {}, 1],
  ] as const) {
    it(`tries ${what} ${expected} times`, async () => {
      let asked = 0;
      const { url } = await things.serve({
        makeThing: () => {
          asked += 1;
          return Promise.reject(new EventStoreUnavailableError('away'));
        },
      });
      const error = await errorOf(things.clientOf([url]).makeThing({ body }, origin(own)));
      expect(error).to.be.instanceOf(RemoteServiceUnavailableError);
      expect(asked).to.equal(expected);
    });
  }

  it('goes on to an instance that is there', async () => {
    const { url } = await things.serve();
    const calls = things.clientOf([await deadUrl(), url]);
    for (let call = 0; call < 4; call++) {
      expect((await calls.getThing({ params: { thingId: 'a' } }, origin())).status).to.equal(200);
    }
  });

  it('gives up when there is none', async () => {
    const error = await errorOf(
      things.clientOf([await deadUrl()]).getThing({ params: { thingId: 'a' } }, origin()),
    );
    expect(error).to.be.instanceOf(RemoteServiceUnavailableError).with.property('service', 'thing-service');
  });

  it('does not wait longer than it may', async () => {
    let finish = (): void => {};
    const { url } = await things.serve({
      getThing: async () => {
        await new Promise<void>((resolve) => (finish = resolve));
        return { body: { thingId: 'a', count: 1 } };
      },
    });
    const calls = things.clientOf([url], { timeoutMs: 100 });
    const error = await errorOf(calls.getThing({ params: { thingId: 'a' } }, origin()));
    finish();
    expect(error).to.be.instanceOf(RemoteServiceUnavailableError);
  });
});
