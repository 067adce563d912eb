import { expect } from 'chai';
import * as fc from 'fast-check';
import { PoisonEventError } from '../../../src/application/poison-event-error.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { ProjectionHandler } from '../../../src/projections/runtime/projection-handler.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { InMemoryDocumentCollection } from '../../../src/testing/in-memory-read-models.js';
import { append } from '../event-processor/support.js';
import { foldOf, tallies } from './support.js';

describe('ProjectionHandler', () => {
  const projection = tallies();
  let eventStore: InMemoryEventStore;
  let documents: InMemoryDocumentCollection;
  let events: readonly RecordedEvent[];

  beforeEach(async () => {
    eventStore = new InMemoryEventStore();
    documents = new InMemoryDocumentCollection();
    for (let index = 0; index < 40; index += 1) await append(eventStore, `thing-${index % 6}`, 'Happened');
    events = eventStore.events;
  });

  function handler(subject = projection): ProjectionHandler {
    return new ProjectionHandler('tallies.v1.1', subject, documents, eventStore);
  }

  it('folds the events of each stream into its document', async () => {
    await handler().handle(events);
    expect(documents.all).to.deep.equal(foldOf(projection, events));
  });

  it('comes to the same documents however often it is thrown back to an earlier checkpoint', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 8 }), async (spans) => {
        documents = new InMemoryDocumentCollection();
        let subject = handler();
        let applied = 0;
        for (const [back, length] of spans) {
          const from = Math.max(0, applied - back);
          const to = Math.min(40, from + length);
          await subject.handle(events.slice(from, to));
          applied = Math.max(applied, to);
          if (back % 2 === 0) subject = handler();
        }
        await subject.handle(events.slice(applied));
        expect(documents.all).to.deep.equal(foldOf(projection, events));
      }),
      { numRuns: 100 },
    );
  });

  it('does no harm when two instances are at work at once', async () => {
    const [one, other] = [handler(), handler()];
    for (let index = 0; index < 40; index += 5) {
      const batch = events.slice(index, index + 5);
      await Promise.all([one.handle(batch), other.handle(events.slice(Math.max(0, index - 5), index + 3))]);
    }
    await other.handle(events);
    expect(documents.all).to.deep.equal(foldOf(projection, events));
  });

  it('reads the events that a document lacks from its stream', async () => {
    await handler().handle(events.slice(30));
    const folded = foldOf(projection, events);
    expect(documents.all).to.deep.equal(folded);
  });

  it('folds what comes before a poisonous event and names it', async () => {
    const poisonous = tallies(1, ({ stream, revision }) => stream === 'thing-2' && revision === 3);
    let error: unknown;
    await handler(poisonous)
      .handle(events)
      .catch((caught: unknown) => (error = caught));
    expect(error).to.be.instanceOf(PoisonEventError);
    expect((error as PoisonEventError).event).to.include({ stream: 'thing-2', revision: 3 });
    const healthy = events.filter(({ stream, revision }) => stream !== 'thing-2' || revision < 3);
    expect(documents.all).to.deep.equal(foldOf(projection, healthy));
  });

  it('goes on behind a skipped event', async () => {
    const poisonous = tallies(1, ({ stream, revision }) => stream === 'thing-2' && revision === 3);
    const ofStream = events.filter(({ stream }) => stream === 'thing-2');
    const subject = handler(poisonous);
    await subject.handle(ofStream.slice(0, 3));
    await subject.skip(ofStream[3]!);
    await subject.handle(ofStream.slice(4));
    const [document] = documents.all;
    expect(document).to.include({ revision: 6, trail: '0H 1H 2H 4H 5H 6H ' });
  });

  it('goes on behind a skipped event that was to make the document', async () => {
    const poisonous = tallies(1, ({ stream, revision }) => stream === 'thing-2' && revision < 2);
    const ofStream = events.filter(({ stream }) => stream === 'thing-2');
    const subject = handler(poisonous);
    const handled = async (event: RecordedEvent) =>
      subject.handle([event]).then(
        () => 'handled',
        (error: PoisonEventError) => error.event.revision,
      );
    expect(await handled(ofStream[0]!)).to.equal(0);
    await subject.skip(ofStream[0]!);
    expect(await handled(ofStream[1]!)).to.equal(1);
    await subject.skip(ofStream[1]!);
    expect(await handled(ofStream[2]!)).to.equal('handled');
    expect(documents.all[0]).to.include({ revision: 2, trail: '2H ' });
  });

  it('raises events of older schemas before it folds them', async () => {
    const upcast = (event: RecordedEvent): RecordedEvent[] =>
      event.revision === 1 ? [] : [{ ...event, type: 'Raised' }];
    const subject = new ProjectionHandler('tallies.v1.1', projection, documents, eventStore, upcast);
    await subject.handle(events.slice(0, 18));
    expect(documents.all[0]).to.include({ revision: 2, trail: '0R 2R ' });
  });
});
