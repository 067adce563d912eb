import { randomBytes } from 'node:crypto';
import { IsInt } from 'class-validator';
import type { Tracer } from '../../../../src/application/tracer.js';
import { RevisionMismatchError } from '../../../../src/application/revision-mismatch-error.js';
import { contract } from '../../../../src/infrastructure/http/contract/contract.js';
import type { Handlers } from '../../../../src/infrastructure/http/contract/handlers.js';
import { operation } from '../../../../src/infrastructure/http/contract/operation.js';
import { ListQuery, MoneyDto } from '../../../../src/infrastructure/http/contracts/common-dtos.js';
import { apiRouter } from '../../../../src/infrastructure/http/server/api-router.js';
import { EventStreams } from '../../../../src/infrastructure/http/server/event-streams.js';
import { type HttpServer, listen } from '../../../../src/infrastructure/http/server/listen.js';
import type { ServedRequest } from '../../../../src/infrastructure/http/server/server-hooks.js';
import { serviceApp } from '../../../../src/infrastructure/http/server/service-app.js';
import {
  IsA,
  IsId,
  IsListOf,
  IsName,
  IsWhole,
  MayBeAbsent,
} from '../../../../src/infrastructure/http/validation/rules.js';
import { MemoryIdempotencyStore } from './memory-idempotency-store.js';

export class PartBody {
  @IsWhole(1, 10) quantity!: number;
}

export class MakeThingBody {
  @IsName(20) name!: string;
  @IsA(() => MoneyDto) price!: MoneyDto;
  @MayBeAbsent() @IsListOf(() => PartBody, 1, 3) parts?: PartBody[];
}

export class ThingMade {
  @IsId() thingId!: string;
  @IsInt() count!: number;
}

export const thingContract = contract({
  service: 'thing-service',
  title: 'Things',
  operations: {
    makeThing: operation({
      method: 'POST',
      path: '/things',
      summary: 'Makes a thing',
      access: 'customer',
      callers: ['another-service'],
      status: 201,
      body: MakeThingBody,
      answer: ThingMade,
      problems: { 'thing-exists': 409 },
    }),
    touchThing: operation({
      method: 'PUT',
      path: '/things/{thingId}',
      summary: 'Touches it',
      access: 'customer',
      callers: ['another-service'],
      status: 204,
    }),
    getThing: operation({
      method: 'GET',
      path: '/things/{thingId}',
      summary: 'Shows a thing',
      access: 'customer',
      callers: ['another-service'],
      status: 200,
      query: ListQuery,
      answer: ThingMade,
      problems: { 'thing-not-found': 404 },
    }),
  },
});

export type ThingHandlers = Handlers<(typeof thingContract)['operations']>;

/** A served toy contract, with what its hooks were told. */
export interface ThingService {
  readonly url: string;
  readonly served: ServedRequest[];
  readonly unexpected: unknown[];
  readonly idempotency: MemoryIdempotencyStore;
  readonly server: HttpServer;
}

/** Serves the toy contract, as to another service, with the given handlers; those left out answer a made-up thing. */
export async function startThingService(
  handlers: Partial<ThingHandlers> = {},
  port = 0,
  tracer?: Tracer,
): Promise<ThingService> {
  const served: ServedRequest[] = [];
  const unexpected: unknown[] = [];
  const hooks = {
    served: (request: ServedRequest) => void served.push(request),
    unexpected: (error: unknown) => void unexpected.push(error),
  };
  let count = 0;
  const all: ThingHandlers = {
    makeThing: async ({ context }) => {
      count += 1;
      const thingId = context.newId('thing');
      return { body: { thingId, count }, revision: 0, position: 42n, location: `/things/${thingId}` };
    },
    touchThing: async ({ context: { expectedRevision } }) => {
      const revision = 12;
      if (expectedRevision?.includes(revision) === false) {
        throw new RevisionMismatchError('thing-a', expectedRevision, revision);
      }
      return { revision };
    },
    getThing: async ({ params }) => ({ body: { thingId: params.thingId, count }, revision: 3 }),
    ...handlers,
  };
  const principal = { kind: 'service', service: 'another-service' } as const;
  const authenticator = { authenticate: async () => principal };
  const idempotency = new MemoryIdempotencyStore();
  const fingerprintKey = randomBytes(32);
  const options = { idempotency, fingerprintKey, hooks, authenticator, eventStreams: new EventStreams() };
  const app = serviceApp([apiRouter(thingContract, all, options)], hooks, tracer);
  const server = await listen(app, port, '127.0.0.1');
  return { url: `http://127.0.0.1:${server.port}`, served, unexpected, idempotency, server };
}
