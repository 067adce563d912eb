import { SpanKind } from '@opentelemetry/api';
import { expect } from 'chai';
import { traced } from '../../../src/application/traced.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import {
  CALLER,
  CALLER_SPAN,
  CALLER_TRACE,
  RecordedSpans,
  UNSAMPLED_CALLER,
  traceparentOfSpan,
} from './recorded-spans.js';

describe('OpenTelemetryTracer', () => {
  let spans: RecordedSpans;
  beforeEach(() => {
    spans = new RecordedSpans();
  });

  const begin = (traceparent?: string) =>
    spans.tracer.begin({ name: 'work', kind: 'consumer', traceparent, attributes: { at: 1 } });

  it('records what it was told when a span ends, below the span that caused it', () => {
    const span = begin(CALLER);
    expect(spans.all).to.deep.equal([]);
    span.end({ name: 'done', attributes: { to: 'me' } });

    const [recorded] = spans.all;
    expect(recorded).to.deep.include({
      name: 'done',
      kind: SpanKind.CONSUMER,
      traceId: CALLER_TRACE,
      parentId: CALLER_SPAN,
      attributes: { at: 1, to: 'me' },
      failure: undefined,
    });
    expect(span.traceId).to.equal(CALLER_TRACE);
    expect(span.traceparent).to.equal(traceparentOfSpan(recorded!));
  });

  for (const [what, traceparent] of [
    ['nothing', undefined],
    ['what is no traceparent', 'yesterday'],
    ['a trace id of zeros', `00-${'0'.repeat(32)}-${CALLER_SPAN}-01`],
  ] as const) {
    it(`begins a trace where ${what} has caused it`, () => {
      begin(traceparent).end();
      expect(spans.all[0]).to.have.property('parentId', undefined);
      expect(spans.all[0]!.traceId)
        .to.match(/^[0-9a-f]{32}$/)
        .and.not.equal(CALLER_TRACE);
    });
  }

  it('hands on a trace that is not recorded, and records nothing of it', () => {
    const span = begin(UNSAMPLED_CALLER);
    span.end({ error: new Error('lost') });
    expect(spans.all).to.deep.equal([]);
    expect(span.traceparent).to.match(new RegExp(`^00-${CALLER_TRACE}-[0-9a-f]{16}-00$`));
    expect(span.traceparent).to.not.equal(UNSAMPLED_CALLER);
  });

  it('records of the traces that begin here as many as it shall, but all that were decided on elsewhere', () => {
    spans = new RecordedSpans(0);
    const own = begin();
    own.end();
    expect(own.traceparent).to.match(/-00$/);
    begin(CALLER).end();
    expect(spans.all.map(({ traceId }) => traceId)).to.deep.equal([CALLER_TRACE]);
  });

  it('tells why a span has failed', () => {
    begin().end({ error: new TypeError('no such thing') });
    expect(spans.all[0]).to.include({ failure: 'no such thing' });
    expect(spans.all[0]!.attributes).to.include({ 'error.type': 'TypeError' });
  });

  describe('around work', () => {
    const start = { name: 'work', kind: 'internal', traceparent: CALLER } as const;

    it('gives the work its own traceparent, and hands on what comes of it', async () => {
      const given = await traced(spans.tracer, start, async (traceparent) => traceparent);
      expect(given).to.equal(traceparentOfSpan(spans.named('work')));
    });

    it('records a failure, and throws it', async () => {
      const failure = new Error('out of paper');
      const thrown = await traced(spans.tracer, start, () => Promise.reject(failure)).catch(
        (e: unknown) => e,
      );
      expect(thrown).to.equal(failure);
      expect(spans.named('work').failure).to.equal('out of paper');
    });

    it('takes the refusal of a rule for no failure', async () => {
      const refusal = new DomainError('sold-out', 'There are none left');
      await traced(spans.tracer, start, () => Promise.reject(refusal)).catch(() => undefined);
      expect(spans.named('work')).to.have.property('failure', undefined);
      expect(spans.named('work').attributes).to.include({ 'webstore.refusal': 'sold-out' });
    });
  });
});
