import type { IncomingHttpHeaders } from 'node:http';
import { SpanKind } from '@opentelemetry/api';
import { expect } from 'chai';
import { CALLER, CALLER_SPAN, CALLER_TRACE, RecordedSpans } from '../../unit/tracing/recorded-spans.js';
import { until } from '../services/support/until.js';
import { GatewayRig, PLAIN_BALANCING, StubServer } from './support/gateway-rig.js';

describe('traces at the gateway', () => {
  let spans: RecordedSpans;
  let rig: GatewayRig;
  let well: StubServer;
  let status = 200;
  const seen: IncomingHttpHeaders[] = [];

  beforeEach(async () => {
    spans = new RecordedSpans();
    seen.length = 0;
    status = 200;
    well = await StubServer.start((request, response) => {
      seen.push(request.headers);
      response.writeHead(status).end('done');
    });
    const repeat = 'Retry=2,503';
    rig = await GatewayRig.start({
      services: { things: [well.origin] },
      rules: {
        loadBalancing: PLAIN_BALANCING,
        routes: [
          { id: 'all-things', uri: 'lb://things', predicates: ['Path=/things/**'], filters: [repeat] },
        ],
      },
      tracer: spans.tracer,
    });
  });
  afterEach(async () => {
    await rig.stop();
    await well.kill();
  });

  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${rig.url}${path}`, { headers });
    await response.text();
    return response;
  };
  const ended = (count: number) => until(() => spans.all.length === count);

  it('begin with the exchange, of which each attempt is a part', async () => {
    const response = await ask('/things/a?secret=1');
    await ended(2);
    const exchange = spans.named('GET all-things');
    const attempt = spans.all.find(({ kind }) => kind === SpanKind.CLIENT)!;
    expect(exchange).to.include({ kind: SpanKind.SERVER, parentId: undefined });
    expect(exchange.traceId).to.equal(response.headers.get('trace-id'));
    expect(exchange.attributes).to.include({ 'url.path': '/things/a', 'http.response.status_code': 200 });
    expect(attempt).to.include({ traceId: exchange.traceId, parentId: exchange.spanId });
    expect(seen[0]).to.include({
      traceparent: `00-${exchange.traceId}-${attempt.spanId}-01`,
      b3: `${exchange.traceId}-${attempt.spanId}-1`,
    });
    expect(JSON.stringify(spans.all)).to.not.include('secret');
  });

  for (const [how, headers] of [
    ['traceparent', { traceparent: CALLER }],
    ['b3', { b3: `${CALLER_TRACE}-${CALLER_SPAN}-1` }],
    ['X-B3-*', { 'x-b3-traceid': CALLER_TRACE, 'x-b3-spanid': CALLER_SPAN, 'x-b3-sampled': '1' }],
  ] as const) {
    it(`go on where the caller is, who says so by ${how}`, async () => {
      const response = await ask('/things/a', headers);
      await ended(2);
      expect(response.headers.get('trace-id')).to.equal(CALLER_TRACE);
      expect(spans.named('GET all-things')).to.include({ traceId: CALLER_TRACE, parentId: CALLER_SPAN });
      const attempt = spans.all.find(({ kind }) => kind === SpanKind.CLIENT)!;
      if (how === 'X-B3-*') expect(seen[0]).to.include({ 'x-b3-spanid': attempt.spanId });
    });
  }

  it('are not recorded when the caller does not want that, and the services hear of it', async () => {
    await ask('/things/a', { b3: `${CALLER_TRACE}-${CALLER_SPAN}-0` });
    await ask('/things/b');
    await ended(2);
    expect(spans.all.every(({ traceId }) => traceId !== CALLER_TRACE)).to.equal(true);
    expect(seen[0]!.traceparent).to.match(new RegExp(`^00-${CALLER_TRACE}-[0-9a-f]{16}-00$`));
    expect(seen[0]!.b3).to.match(/-0$/);
  });

  it('show every attempt, and what came of it', async () => {
    status = 503;
    await ask('/things/a');
    await until(() => spans.names.includes('GET all-things'));
    const attempts = spans.all.filter(({ kind }) => kind === SpanKind.CLIENT);
    expect(attempts.length).to.equal(seen.length).and.be.greaterThan(1);
    expect(new Set(seen.map(({ traceparent }) => traceparent)).size).to.equal(seen.length);
    for (const { failure, attributes } of attempts) {
      expect(failure).to.not.equal(undefined);
      expect(attributes).to.include({ 'http.response.status_code': 503 });
    }
    expect(spans.named('GET all-things').failure).to.equal('answered 503');
  });

  it('have those of what the gateway answers itself, but not of what watches it', async () => {
    await ask('/health/live');
    const response = await ask('/elsewhere');
    await ended(1);
    expect(spans.named('GET').traceId).to.equal(response.headers.get('trace-id'));
  });
});
