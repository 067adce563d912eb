import { randomUUID } from 'node:crypto';
import { SpanKind } from '@opentelemetry/api';
import { expect } from 'chai';
import 'reflect-metadata';
import { ThingWorld } from '../http/support/thing-world.js';
import { until } from '../http/support/until.js';
import {
  CALLER,
  CALLER_SPAN,
  CALLER_TRACE,
  RecordedSpans,
  UNSAMPLED_CALLER,
  traceparentOfSpan,
} from './recorded-spans.js';

describe('spans of calls between services', () => {
  let spans: RecordedSpans;
  let things: ThingWorld;
  beforeEach(() => {
    spans = new RecordedSpans();
    things = new ThingWorld(spans.tracer);
  });
  afterEach(() => things.close());

  const origin = () => ({ correlationId: randomUUID(), causationId: randomUUID(), traceparent: CALLER });
  /** Spans of requests end a moment after their answers. */
  const ended = (count: number) => until(() => spans.all.length === count);

  it('lie within each other: the call, its attempt, the operation, and what that leads to', async () => {
    let given: string | undefined;
    const { url } = await things.serve({
      getThing: async ({ params, context }) => {
        given = context.trace.traceparent;
        return { body: { thingId: params.thingId, count: 1 } };
      },
    });
    await things.clientOf([url]).getThing({ params: { thingId: 'a' } }, origin());
    await ended(3);

    const call = spans.named('thing-service.getThing');
    const attempt = spans.named('GET thing-service');
    const operation = spans.named('getThing');
    expect(call).to.include({ kind: SpanKind.INTERNAL, traceId: CALLER_TRACE, parentId: CALLER_SPAN });
    expect(attempt).to.include({ kind: SpanKind.CLIENT, parentId: call.spanId });
    expect(attempt.attributes).to.include({
      'peer.service': 'thing-service',
      'server.port': Number(new URL(url).port),
      'http.response.status_code': 200,
    });
    expect(operation).to.include({ kind: SpanKind.SERVER, traceId: CALLER_TRACE, parentId: attempt.spanId });
    expect(operation.attributes).to.include({
      'http.route': '/things/{thingId}',
      'url.path': '/things/a',
      'http.response.status_code': 200,
    });
    expect(given).to.equal(traceparentOfSpan(operation));
  });

  it('are one for each attempt', async () => {
    const { url } = await things.serve();
    await things.clientOf(['http://127.0.0.1:1', url]).getThing({ params: { thingId: 'a' } }, origin());
    await until(() => spans.names.includes('getThing'));
    const attempts = spans.all.filter(({ name }) => name === 'GET thing-service');
    const call = spans.named('thing-service.getThing');
    expect(call.failure).to.equal(undefined);
    expect(attempts.map(({ parentId }) => parentId)).to.deep.equal(attempts.map(() => call.spanId));
    // Which instance comes first is chance.
    const failed = attempts.filter(({ failure }) => failure !== undefined);
    expect(failed).to.have.lengthOf(attempts.length - 1);
    for (const { failure } of failed) expect(failure).to.include('ECONNREFUSED');
    expect(spans.named('getThing').parentId).to.equal(attempts.at(-1)!.spanId);
  });

  it('fail with a service that fails, not with a request it refuses', async () => {
    const { url } = await things.serve({
      getThing: async () => {
        throw new Error('broken');
      },
    });
    expect((await fetch(`${url}/things/a`)).status).to.equal(500);
    expect((await fetch(`${url}/things`, { method: 'POST', body: 'x' })).status).to.equal(415);
    await ended(2);
    expect(spans.named('getThing').failure).to.equal('answered 500');
    expect(spans.named('makeThing').failure).to.equal(undefined);
  });

  it('belong to the trace that the answer names', async () => {
    const { url } = await things.serve();
    const problem = (await (await fetch(`${url}/nowhere`)).json()) as { traceId: string };
    await ended(1);
    expect(spans.named('GET').traceId).to.equal(problem.traceId);
  });

  it('are none of a trace that is not recorded, nor of what watches the process', async () => {
    const { url, served } = await things.serve();
    await fetch(`${url}/health/live`);
    await fetch(`${url}/metrics`);
    await things
      .clientOf([url])
      .getThing({ params: { thingId: 'a' } }, { ...origin(), traceparent: UNSAMPLED_CALLER });
    await until(() => served.length === 3);
    expect(spans.names).to.deep.equal([]);
  });
});
