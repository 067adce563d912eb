import { expect } from 'chai';
import type { Tracer } from '../../../src/application/tracer.js';
import {
  startTracing,
  type Tracing,
  type TracingOptions,
} from '../../../src/infrastructure/telemetry/tracing/tracing.js';
import { ZipkinSink } from '../../support/zipkin-sink.js';
import { CALLER, CALLER_SPAN, CALLER_TRACE } from '../../unit/tracing/recorded-spans.js';
import { until } from '../services/support/until.js';

describe('traces in Zipkin', () => {
  let sink: ZipkinSink;
  let tracing: Tracing | undefined;
  const told: string[] = [];
  beforeEach(async () => {
    told.length = 0;
    sink = await ZipkinSink.start();
  });
  afterEach(async () => {
    await tracing?.stop();
    tracing = undefined;
    await sink.stop();
  });

  const start = async (options: Partial<TracingOptions> = {}): Promise<Tracer> => {
    tracing = await startTracing({
      service: 'order-service',
      instance: 'order-service-2',
      zipkinUrl: sink.url,
      sampleRatio: 1,
      batchDelayMs: 10,
      observer: { away: () => void told.push('away'), back: () => void told.push('back') },
      ...options,
    });
    return tracing.tracer!;
  };
  const work = (tracer: Tracer, name = 'work') =>
    tracer.begin({ name, kind: 'consumer', traceparent: CALLER, attributes: { answer: 42 } });

  it('arrive in its own format', async () => {
    const before = Date.now() * 1000;
    work(await start()).end({ error: new Error('out of paper') });
    await until(() => sink.spans.length === 1);
    const [span] = sink.spans;
    expect(span).to.deep.include({
      traceId: CALLER_TRACE,
      parentId: CALLER_SPAN,
      name: 'work',
      kind: 'CONSUMER',
      localEndpoint: { serviceName: 'order-service' },
    });
    expect(span!.id).to.match(/^[0-9a-f]{16}$/);
    expect(span!.tags).to.include({
      answer: '42',
      error: 'out of paper',
      'service.instance.id': 'order-service-2',
    });
    // Zipkin takes whole microseconds only.
    expect(Number.isInteger(span!.timestamp)).to.equal(true);
    expect(Number.isInteger(span!.duration)).to.equal(true);
    expect(span!.timestamp).to.be.within(before, Date.now() * 1000);
  });

  it('take an address with a path and a slash', async () => {
    const tracer = await start({ zipkinUrl: `${sink.url}/` });
    work(tracer).end();
    await until(() => sink.spans.length === 1);
  });

  it('go in batches, the last of them when the process ends', async () => {
    const tracer = await start({ batchDelayMs: 60_000 });
    for (let i = 0; i < 700; i += 1) work(tracer).end();
    await until(() => sink.spans.length === 512);
    await tracing!.stop();
    expect(sink.spans).to.have.lengthOf(700);
    expect(sink.batches).to.equal(2);
  });

  it('get lost while it is away, of which the process tells once, and again when it is back', async () => {
    const tracer = await start();
    const { port } = sink;
    await sink.stop();
    work(tracer).end();
    await until(() => told.length === 1);
    work(tracer).end();
    sink = await ZipkinSink.start(port);
    await until(() => {
      work(tracer, 'back').end();
      return told.length > 1;
    });
    expect(told).to.deep.equal(['away', 'back']);
    expect(sink.spans.length).to.be.greaterThan(0);
  });

  it('get lost when it refuses them', async () => {
    const tracer = await start();
    sink.status = 500;
    work(tracer).end();
    await until(() => told.includes('away'));
  });

  it('do not keep a process that ends while it hangs', async () => {
    const tracer = await start();
    sink.status = undefined;
    work(tracer).end();
    await until(() => sink.batches === 1);
    work(tracer).end();
    const started = Date.now();
    await tracing!.stop();
    expect(Date.now() - started).to.be.lessThan(2_500);
  });

  it('are none without an address', async () => {
    expect(await start({ zipkinUrl: '' })).to.equal(undefined);
  });
});
