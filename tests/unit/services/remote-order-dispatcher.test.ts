import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { DomainError } from '../../../src/domain/domain-error.js';
import { RemoteOrderDispatcher } from '../../../src/services/shopping-query-service/remote-order-dispatcher.js';
import { type ClientWorld, clientWorld } from '../http/support/client-world.js';

describe('the checkout’s way to order-service', () => {
  let answer = { status: 202, code: '' };
  let server: Server;
  let world: ClientWorld;
  let orders: RemoteOrderDispatcher;

  before(async () => {
    server = createServer((_request, response) => {
      const { status, code } = answer;
      const problem = { type: `urn:${code}`, title: code, status, detail: code, instance: '/', code };
      response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    world = clientWorld({ 'order-service': [`http://127.0.0.1:${port}`] });
    orders = new RemoteOrderDispatcher(world.parts);
  });
  after(async () => {
    await world.close();
    server.close();
  });

  async function submit(status: number, code: string): Promise<unknown> {
    answer = { status, code };
    const origin = { correlationId: randomUUID(), causationId: randomUUID(), actor: 'process:checkout' };
    const body = {
      type: 'SubmitOrder',
      data: { orderId: randomUUID(), customerId: 'ann', lines: [] },
    } as const;
    return orders.dispatch({ commandId: randomUUID(), ...origin, body }).catch((error: unknown) => error);
  }

  for (const [status, code] of [
    [409, 'order-already-closed'],
    [409, 'order-exists'],
    [400, 'validation-failed'],
  ] as const) {
    it(`takes ${status} ${code} for the order's own refusal`, async () => {
      expect(await submit(status, code))
        .to.be.instanceOf(DomainError)
        .and.to.include({ code });
    });
  }

  for (const [status, code] of [
    [404, 'route-not-found'],
    [405, 'method-not-allowed'],
    [415, 'unsupported-media-type'],
    [413, 'body-too-large'],
  ] as const) {
    it(`does not end a checkout for ${status} ${code}`, async () => {
      expect(await submit(status, code))
        .to.be.instanceOf(Error)
        .and.not.instanceOf(DomainError);
    });
  }
});
