import { expect } from 'chai';
import type { ReadStreamOptions } from '../../../src/application/event-store.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { eventStoreCheck } from '../../../src/services/runtime/readiness-checks.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { until } from '../http/support/until.js';

class WatchedEventStore extends InMemoryEventStore {
  looks = 0;
  problem: string | undefined;

  override async *readStream(stream: string, options: ReadStreamOptions): AsyncIterable<RecordedEvent> {
    this.looks += 1;
    if (this.problem !== undefined) throw new Error(this.problem);
    yield* super.readStream(stream, options);
  }
}

describe('a look at a store', () => {
  it('serves everybody who asks within a second, and is taken again after that', async () => {
    const eventStore = new WatchedEventStore();
    const { check } = eventStoreCheck(eventStore);
    expect(await Promise.all([check(), check()])).to.deep.equal([undefined, undefined]);
    expect(eventStore.looks).to.equal(1);
    eventStore.problem = 'gone';
    await until(async () => (await check()) === 'gone');
    expect(eventStore.looks).to.equal(2);
  });
});
