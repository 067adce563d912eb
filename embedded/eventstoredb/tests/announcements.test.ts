import { expect } from 'chai';
import { EventStore } from '../src/store/event-store.js';
import { append, event } from './support/store.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

describe('the announcement of new events', () => {
  const directory = useTemporaryDirectory();
  let store: EventStore;

  beforeEach(async () => {
    store = await EventStore.open(directory());
  });
  afterEach(() => store.close());

  it('comes at once after a quiet time', async () => {
    let told = 0;
    store.onVisible(() => {
      told = store.visible;
    });
    await append(store, 's', [event('first')]);
    expect(told).to.equal(1);
  });

  it('comes for the last event of a burst too', async () => {
    const seenAll = new Promise<void>((resolve) => {
      store.onVisible(() => {
        if (store.visible === 50) resolve();
      });
    });
    for (let i = 0; i < 50; i++) await append(store, 's', [event(`event ${i}`)]);
    await seenAll;
  });
});
