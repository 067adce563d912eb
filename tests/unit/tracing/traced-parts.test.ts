import { SpanKind } from '@opentelemetry/api';
import { expect } from 'chai';
import { MailDeliveryError } from '../../../src/application/customer-service/mail-delivery-error.js';
import type { OutgoingEmail } from '../../../src/application/customer-service/mailer.js';
import { TracedEventStore } from '../../../src/infrastructure/telemetry/tracing/traced-event-store.js';
import { TracedMailer } from '../../../src/infrastructure/telemetry/tracing/traced-mailer.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { someEvent } from '../../support/some-event.js';
import { add, take, tallyHandler } from '../command-handler/tally.js';
import { ParcelWorld } from '../process-runtime/parcel-world.js';
import { CALLER, CALLER_SPAN, CALLER_TRACE, RecordedSpans, traceparentOfSpan } from './recorded-spans.js';

describe('spans', () => {
  let spans: RecordedSpans;
  beforeEach(() => {
    spans = new RecordedSpans();
  });

  describe('of appends', () => {
    const followed = (type: string, traceparent: string | undefined = CALLER) => {
      const event = someEvent(type);
      return { ...event, metadata: { ...event.metadata, traceparent } };
    };

    it('stand between what caused the events and whoever handles them', async () => {
      const store = new InMemoryEventStore();
      await new TracedEventStore(store, spans.tracer).append('order-1', 'any', [
        followed('OrderCreated'),
        followed('OrderPlaced'),
      ]);
      const append = spans.named('append OrderCreated, OrderPlaced');
      expect(append).to.include({ kind: SpanKind.PRODUCER, traceId: CALLER_TRACE, parentId: CALLER_SPAN });
      expect(append.attributes).to.deep.equal({ 'webstore.stream': 'order-1' });
      for (const { metadata } of store.eventsOf('order-1')) {
        expect(metadata.traceparent).to.equal(traceparentOfSpan(append));
      }
    });

    it('are one for each trace that has events in it, and none for events without', async () => {
      const store = new InMemoryEventStore();
      const other = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`;
      await new TracedEventStore(store, spans.tracer).append('order-1', 'any', [
        followed('A'),
        followed('B', other),
        someEvent('C'),
      ]);
      expect(spans.all.map(({ name, traceId }) => [name, traceId])).to.deep.equal([
        ['append A', CALLER_TRACE],
        ['append B', '1'.repeat(32)],
      ]);
      expect(store.eventsOf('order-1')[2]!.metadata).to.not.have.property('traceparent');
    });

    it('fail with the append', async () => {
      const traced = new TracedEventStore(new InMemoryEventStore(), spans.tracer);
      const failed = await traced.append('order-1', 7, [followed('A')]).catch((error: Error) => error);
      expect(failed).to.have.property('name', 'WrongExpectedRevisionError');
      expect(spans.named('append A').attributes).to.include({ 'error.type': 'WrongExpectedRevisionError' });
    });
  });

  describe('of commands', () => {
    it('reach from the request to the append', async () => {
      const store = new InMemoryEventStore();
      const handler = tallyHandler(store, { tracer: spans.tracer });
      const answer = await handler.handle('tally-1', { ...add(1), traceparent: CALLER });
      expect(answer).to.include({ revision: 0, repeated: false });
      const command = spans.named('Add');
      expect(command).to.include({ kind: SpanKind.INTERNAL, parentId: CALLER_SPAN });
      expect(store.eventsOf('tally-1')[0]!.metadata.traceparent).to.equal(traceparentOfSpan(command));
    });

    it('of one group stay apart', async () => {
      const store = new InMemoryEventStore();
      const handler = tallyHandler(store, { tracer: spans.tracer });
      await Promise.all([1, 2, 3].map((amount) => handler.handle('tally-1', add(amount))));
      const stored = store.eventsOf('tally-1').map(({ metadata }) => metadata.traceparent);
      expect(stored).to.have.members(spans.all.map(traceparentOfSpan));
    });

    it('say which rule has refused one', async () => {
      const handler = tallyHandler(new InMemoryEventStore(), { tracer: spans.tracer });
      await handler.handle('tally-1', take(1)).catch(() => undefined);
      expect(spans.named('Take').attributes).to.include({ 'webstore.refusal': 'too-few' });
    });
  });

  describe('of processes', () => {
    it('are one for each input, above all that it leads to', async () => {
      const world = new ParcelWorld();
      world.tracer = spans.tracer;
      await world.start().handle([await world.publish('ParcelOrdered', 'p1', ['a'])]);

      const step = spans.named('process.parcel ParcelOrdered');
      expect(step).to.include({ kind: SpanKind.CONSUMER, traceId: CALLER_TRACE, parentId: CALLER_SPAN });
      expect(world.effects.length).to.be.greaterThan(0);
      for (const { traceparent } of world.effects) expect(traceparent).to.equal(traceparentOfSpan(step));
      const { metadata } = world.store.eventsOf('process.parcel-p1')[0]!;
      expect(metadata.traceparent).to.equal(traceparentOfSpan(step));
    });

    it('fail when what they ask for can not be done yet', async () => {
      const world = new ParcelWorld();
      world.tracer = spans.tracer;
      world.outage = () => new Error('nobody there');
      const ordered = await world.publish('ParcelOrdered', 'p1', ['a']);
      await world
        .start()
        .handle([ordered])
        .catch(() => undefined);
      expect(spans.named('process.parcel ParcelOrdered').failure).to.equal('nobody there');
    });
  });

  describe('of e-mails', () => {
    const email: OutgoingEmail = {
      emailId: 'e1',
      to: { name: 'Ada', address: 'ada@example.com' },
      subject: 'Your order',
      text: '',
      html: '',
      traceparent: CALLER,
    };

    it('tell which, but not to whom', async () => {
      const sent: OutgoingEmail[] = [];
      const mailer = { send: async (one: OutgoingEmail) => void sent.push(one) };
      await new TracedMailer(mailer, spans.tracer).send(email);
      expect(sent).to.deep.equal([email]);
      expect(spans.named('send email')).to.include({ kind: SpanKind.CLIENT, parentId: CALLER_SPAN });
      expect(JSON.stringify(spans.all)).to.include('e1').and.not.include('ada@example.com');
    });

    it('fail without what the mail server said: it may name the recipient', async () => {
      const refusal = new MailDeliveryError('550 no such user: ada@example.com', true);
      const mailer = new TracedMailer({ send: () => Promise.reject(refusal) }, spans.tracer);
      expect(await mailer.send(email).catch((error: unknown) => error)).to.equal(refusal);
      expect(spans.named('send email').failure).to.equal('refused for good');
      expect(JSON.stringify(spans.all)).to.not.include('ada@example.com');
    });
  });
});
