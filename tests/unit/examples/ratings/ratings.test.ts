import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { parse } from 'yaml';
import { flatten } from '../../../../src/infrastructure/configuration/properties/flatten.js';
import { RemoteServiceUnavailableError } from '../../../../src/infrastructure/http/client/remote-service-unavailable-error.js';
import { projectRoot } from '../../../support/project-root.js';
import { type ClientWorld, clientWorld } from '../../http/support/client-world.js';
import { RemoteRatings } from './remote-ratings.js';

const origin = { correlationId: randomUUID(), causationId: randomUUID() };

describe('the example of a guide: a client of a rating service', () => {
  let server: Server;
  let world: ClientWorld;
  let ratings: RemoteRatings;
  let status: number;
  let rated: string[];

  beforeEach(async () => {
    rated = [];
    server = createServer((request, response) => {
      if (request.method === 'POST') rated.push(String(request.url));
      const code = { code: 'product-not-found', detail: 'none' };
      response.writeHead(status).end(request.method === 'POST' ? '' : JSON.stringify({ stars: 4, ...code }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    world = clientWorld({ 'rating-service': [`http://127.0.0.1:${port}`] });
    ratings = new RemoteRatings(world.parts);
  });
  afterEach(async () => {
    await world.close();
    server.close();
  });

  for (const [answer, stars] of [
    [200, 4],
    [404, 0],
    [503, 0],
  ] as const) {
    it(`shows ${stars} stars when the service answers ${answer}`, async () => {
      status = answer;
      expect(await ratings.starsOf('teapot', origin)).to.equal(stars);
    });
  }

  it('loses no rating in silence, and repeats it as it may be repeated', async () => {
    status = 503;
    const error = await ratings.rate('teapot', 5, origin).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(RemoteServiceUnavailableError);
    expect(rated).to.deep.equal(['/products/teapot/rating', '/products/teapot/rating']);
  });

  it('takes the settings that the guide shows', () => {
    const guide = readFileSync(join(projectRoot, 'docs/clients.md'), 'utf8');
    const yaml = /```yaml\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    world.configure(Object.fromEntries(flatten(parse(yaml) as object)) as Record<string, string | number>);
    const [getRating, rate] = world.resilience.policies;
    expect(getRating!.bulkhead.maxAllowedConcurrentCalls).to.equal(8);
    expect(getRating!.circuitBreaker.thresholds.failureRate).to.equal(30);
    expect(rate!.bulkhead.maxAllowedConcurrentCalls).to.equal(128);
    expect(rate!.rateLimiter.availablePermissions).to.equal(100);
  });
});
