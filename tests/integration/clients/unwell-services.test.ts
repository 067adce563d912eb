import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { Pool } from 'undici';
import type { CallOrigin } from '../../../src/infrastructure/http/client/call-origin.js';
import { RemoteProblemError } from '../../../src/infrastructure/http/client/remote-problem-error.js';
import { RemoteServiceUnavailableError } from '../../../src/infrastructure/http/client/remote-service-unavailable-error.js';
import { type Fallbacks, serviceClient } from '../../../src/infrastructure/http/client/service-client.js';
import { NoInstanceError } from '../../../src/infrastructure/http/client/no-instance-error.js';
import { CallRejectedError } from '../../../src/infrastructure/resilience/call-rejected-error.js';
import { TimeLimitExceededError } from '../../../src/infrastructure/resilience/time-limit-exceeded-error.js';
import { type ClientWorld, type Settings, clientWorld } from '../../unit/http/support/client-world.js';
import { thingContract } from '../../unit/http/support/thing-service.js';
import { until } from '../../unit/http/support/until.js';
import { UnwellServer, answering, dyingMidBody, hanging, inTurn, refusing } from './unwell-server.js';

const well = answering(200, { thingId: 'a', count: 1 });
const input = { params: { thingId: 'a' } };
const GET_THING = 'thing-service.getThing';

describe('a client of a service that', () => {
  const servers: UnwellServer[] = [];
  let world: ClientWorld;

  afterEach(async () => {
    await world.close();
    await Promise.all(servers.splice(0).map((server) => server.close()));
  });

  async function serve(behaviour: UnwellServer['behave']) {
    const server = await UnwellServer.start(behaviour);
    servers.push(server);
    return server;
  }

  interface Own {
    readonly settings?: Settings;
    readonly fallbacks?: Fallbacks<(typeof thingContract)['operations']>;
    readonly connections?: number;
  }

  function client(instances: readonly UnwellServer[], { settings, fallbacks, connections }: Own = {}) {
    const origins = instances.map(({ origin }) => origin);
    const connect =
      connections === undefined ? undefined : (origin: string) => new Pool(origin, { connections });
    const quick = { 'resilience.default.retry.waitMs': 1, 'resilience.default.timeoutMs': 300 };
    world = clientWorld({ 'thing-service': origins }, { ...quick, ...settings }, connect);
    const things = serviceClient(thingContract, world.parts, fallbacks === undefined ? {} : { fallbacks });
    const origin: CallOrigin = { correlationId: randomUUID(), causationId: randomUUID() };
    const body = { name: 'lamp', price: { amount: 1, currency: 'EUR' } };
    return {
      get: () => things.getThing(input, origin),
      touch: () => things.touchThing(input, origin),
      make: (own: Partial<CallOrigin> = {}) => things.makeThing({ body }, { ...origin, ...own }),
    };
  }

  const breaker = (name = GET_THING) => world.resilience.circuitBreaker(name)!;

  async function unavailable(call: Promise<unknown>): Promise<RemoteServiceUnavailableError> {
    const error = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(RemoteServiceUnavailableError);
    return error as RemoteServiceUnavailableError;
  }

  describe('hangs', () => {
    it('ends the call in time, gives the request up, and does not repeat it', async () => {
      const server = await serve(hanging);
      const error = await unavailable(client([server]).get());
      expect(error.cause).to.be.instanceOf(TimeLimitExceededError);
      await until(() => server.givenUp === 1);
      expect(server.requests).to.deep.equal(['GET /things/a']);
    });

    it('opens the circuit, and closes it again by itself', async () => {
      const server = await serve(hanging);
      const calls = client([server], {
        settings: {
          'resilience.thing-service.timeoutMs': 50,
          'resilience.thing-service.circuitBreaker.waitInOpenStateMs': 200,
        },
      });
      for (let call = 0; call < 5; call++) await unavailable(calls.get());
      const refused = await unavailable(calls.get());
      expect(refused.cause).to.be.instanceOf(CallRejectedError);
      expect(refused.retryAfterMs).to.be.within(1, 200);
      expect(server.requests).to.have.length(5);
      server.behave = well;
      await until(async () => {
        await calls.get().catch(() => undefined);
        return breaker().state === 'CLOSED';
      });
      expect(world.transitions).to.deep.equal([
        `${GET_THING}: CLOSED -> OPEN`,
        `${GET_THING}: OPEN -> HALF_OPEN`,
        `${GET_THING}: HALF_OPEN -> CLOSED`,
      ]);
      expect(breaker('thing-service.makeThing').state).to.equal('CLOSED');
    });

    it('ends calls in time that wait for a connection, and leaves the connection to later ones', async () => {
      const server = await serve(hanging);
      const calls = client([server], { connections: 1 });
      await Promise.all([unavailable(calls.get()), unavailable(calls.get())]);
      server.behave = well;
      expect((await calls.get()).status).to.equal(200);
      expect(server.requests.length).to.be.at.most(3);
    });
  });

  describe('cannot be reached', () => {
    it('tries another instance at once, and leaves the first out from then on', async () => {
      const [gone, server] = [await UnwellServer.start(well), await serve(well)];
      const calls = client([gone, server], { settings: { 'resilience.default.retry.budgetPercent': 0 } });
      await gone.close();
      for (let call = 0; call < 30; call++) expect((await calls.get()).status).to.equal(200);
      expect(server.requests).to.have.length(30);
    });

    it('says so when there is no other, and finds it again when it is back', async () => {
      const server = await serve(well);
      const { port } = server;
      const calls = client([server]);
      await server.close();
      const error = await unavailable(calls.get());
      expect(error.cause).to.be.an('error').with.property('code', 'ECONNREFUSED');
      await server.listen(port);
      expect((await calls.get()).status).to.equal(200);
    });

    it('says so at once when there is no instance at all, and keeps the circuit closed', async () => {
      const calls = client([]);
      for (let call = 0; call < 20; call++) {
        const error = await unavailable(calls.get());
        expect(error.cause).to.be.instanceOf(NoInstanceError);
      }
      expect(breaker().state).to.equal('CLOSED');
    });
  });

  describe('answers 500', () => {
    for (const [what, expected] of [
      ['get', 3],
      ['touch', 3],
      ['make', 1],
    ] as const) {
      it(`is asked ${expected} times to ${what} a thing`, async () => {
        const server = await serve(refusing(500, 'internal-error'));
        const error = await unavailable(client([server])[what]());
        expect(error.status).to.equal(500);
        expect(server.requests).to.have.length(expected);
      });
    }

    for (const key of ['commandId', 'idempotencyKey'] as const) {
      it(`is asked again for a command with ${key}, under the same`, async () => {
        const keys: unknown[] = [];
        const header = key === 'commandId' ? 'x-command-id' : 'idempotency-key';
        const failing = refusing(503, 'away');
        const server = await serve((request, response) => {
          keys.push(request.headers[header]);
          failing(request, response);
        });
        const id = randomUUID();
        await unavailable(client([server]).make({ [key]: id }));
        expect(keys).to.deep.equal([id, id, id]);
      });
    }

    it('opens the circuit', async () => {
      const server = await serve(refusing(500, 'internal-error'));
      const calls = client([server]);
      await unavailable(calls.get());
      await unavailable(calls.get());
      expect(breaker().state).to.equal('OPEN');
      expect(server.requests).to.have.length(5);
    });

    it('is asked elsewhere', async () => {
      const [broken, server] = [await serve(refusing(500, 'internal-error')), await serve(well)];
      // Chance may choose the broken one many times in a row: what is shown is where a repeat goes.
      const settings = { 'resilience.thing-service.circuitBreaker.minimumNumberOfCalls': 1_000 };
      const calls = client([broken, server], { settings });
      for (let call = 0; call < 10; call++) expect((await calls.get()).status).to.equal(200);
      expect(server.requests).to.have.length(10);
    });
  });

  describe('answers 4xx', () => {
    it('is not asked again, and the circuit stays closed', async () => {
      const server = await serve(refusing(409, 'thing-exists'));
      const calls = client([server]);
      for (let call = 0; call < 30; call++) {
        const error = await calls.get().catch((reason: unknown) => reason);
        expect(error).to.be.instanceOf(RemoteProblemError).with.property('code', 'thing-exists');
      }
      expect(server.requests).to.have.length(30);
      expect(breaker().status).to.include({ state: 'CLOSED', total: 0 });
    });

    it('is asked again after 429, when it says so, and the circuit stays closed', async () => {
      const busy = refusing(429, 'too-many', { 'retry-after': '0' });
      const server = await serve(inTurn(busy, busy, well));
      expect((await client([server]).get()).status).to.equal(200);
      expect(server.requests).to.have.length(3);
      expect(breaker().status).to.include({ failed: 0, total: 1 });
    });

    it('is left alone when it wants to be for longer than anybody waits', async () => {
      const server = await serve(refusing(429, 'too-many', { 'retry-after': '60' }));
      const error = await unavailable(client([server]).get());
      expect(error).to.include({ status: 429, retryAfterMs: 60_000 });
      expect(server.requests).to.have.length(1);
    });
  });

  describe('breaks off', () => {
    it('is asked again after dying in the middle of its answer', async () => {
      const server = await serve(inTurn(dyingMidBody, well));
      expect((await client([server]).get()).body).to.deep.equal({ thingId: 'a', count: 1 });
      expect(breaker().totals.of('failed').count).to.equal(1);
    });

    it('is not asked again for what may have happened', async () => {
      const server = await serve(dyingMidBody);
      await unavailable(client([server]).make());
      expect(server.requests).to.have.length(1);
    });

    it('counts as away when it answers no JSON', async () => {
      const server = await serve((_, response) => response.end('<html>'));
      await unavailable(client([server]).get());
      expect(breaker().totals.of('failed').count).to.equal(3);
    });
  });

  describe('is away', () => {
    it('is stood in for by a fallback, which is told the cause', async () => {
      const server = await serve(refusing(503, 'away', { 'retry-after': '60' }));
      const told: unknown[] = [];
      const calls = client([server], {
        fallbacks: {
          getThing: (cause, { params }) => {
            told.push(cause.status, cause.retryAfterMs);
            return { status: 200, body: { thingId: params.thingId, count: -1 } };
          },
        },
      });
      expect((await calls.get()).body).to.deep.equal({ thingId: 'a', count: -1 });
      expect(told).to.deep.equal([503, 60_000]);
      await unavailable(calls.make());
    });

    it('has no fallback for what it refused', async () => {
      const server = await serve(refusing(404, 'thing-not-found'));
      const calls = client([server], {
        fallbacks: { getThing: () => ({ status: 200, body: { thingId: 'a', count: -1 } }) },
      });
      const error = await calls.get().catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(RemoteProblemError);
    });
  });

  describe('is well', () => {
    it('gets no more calls than a changed rate limit allows, without a restart', async () => {
      const server = await serve(well);
      const calls = client([server]);
      const key = 'resilience.thing-service.getThing.rateLimit';
      await calls.get();
      world.configure({ [`${key}.limitForPeriod`]: 2, [`${key}.limitRefreshPeriodMs`]: 60_000 });
      await calls.get();
      await calls.get();
      const error = await unavailable(calls.get());
      expect(error.cause).to.be.instanceOf(CallRejectedError).with.property('rejection', 'rate-limited');
      world.configure({});
      await calls.get();
      expect(server.requests).to.have.length(4);
    });

    it('has as much time as a changed limit says, without a restart', async () => {
      const server = await serve(hanging);
      const calls = client([server], { settings: { 'resilience.default.timeoutMs': 60_000 } });
      world.configure({ 'resilience.thing-service.getThing.timeoutMs': 20 });
      await unavailable(calls.get());
    });

    it('gets no more calls at the same time than it may', async () => {
      const server = await serve(hanging);
      const calls = client([server], {
        settings: {
          'resilience.default.bulkhead.maxConcurrentCalls': 2,
          'resilience.default.bulkhead.maxWaitMs': 0,
        },
      });
      const ended = [calls.get(), calls.get(), calls.get()].map(unavailable);
      const error = await ended[2]!;
      expect(error.cause).to.be.instanceOf(CallRejectedError).with.property('rejection', 'bulkhead-full');
      await Promise.all(ended);
      expect(server.requests).to.have.length(2);
    });
  });
});
