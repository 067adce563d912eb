import { expect } from 'chai';
import { type HttpServer, listen } from '../../../src/infrastructure/http/server/listen.js';
import { operationsRouter } from '../../../src/infrastructure/http/server/operations-router.js';
import { serviceApp } from '../../../src/infrastructure/http/server/service-app.js';

describe('/health/ready', () => {
  let server: HttpServer | undefined;
  afterEach(() => server?.close());

  async function ready(problems: {
    readonly mongodb?: string;
    readonly kafka?: string;
  }): Promise<{ status: number; body: unknown }> {
    const checks = [
      { name: 'mongodb', check: async () => problems.mongodb },
      { name: 'kafka', dispensable: true, check: async () => problems.kafka },
    ];
    const metrics = async () => ({ contentType: 'text/plain', text: '' });
    const router = operationsRouter({ service: 'order-service', checks, metrics });
    const hooks = { served: () => {}, unexpected: () => {} };
    server = await listen(serviceApp([router], hooks), 0, '127.0.0.1');
    const answer = await fetch(`http://127.0.0.1:${server.port}/health/ready`);
    return { status: answer.status, body: await answer.json() };
  }

  it('shows a failing check that requests can be served without, and is ready all the same', async () => {
    expect(await ready({ kafka: 'gone' })).to.deep.equal({
      status: 200,
      body: {
        status: 'up',
        service: 'order-service',
        checks: { mongodb: { status: 'up' }, kafka: { status: 'down', problem: 'gone' } },
      },
    });
  });

  it('is not ready when any other check fails', async () => {
    expect(await ready({ mongodb: 'gone' })).to.deep.include({ status: 503 });
  });
});
