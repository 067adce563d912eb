import { SystemDisk } from '@webstore/embedded-disk';
import { expect } from 'chai';
import { EventStore } from '../src/store/event-store.js';
import { append, contents, event } from './support/store.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

/** A disk that notes which parts of the log were filled with zeros, and can be too full for that. */
class NotedDisk extends SystemDisk {
  readonly zeroed: { offset: number; length: number }[] = [];
  isFull = false;

  override zero(fd: number, offset: number, length: number): void {
    if (this.isFull) {
      super.zero(fd, offset, length / 2);
      throw new Error('ENOSPC: no space left on device');
    }
    this.zeroed.push({ offset, length });
    super.zero(fd, offset, length);
  }
}

describe('room behind the end of the log', () => {
  const directory = useTemporaryDirectory();

  async function appendMany(store: EventStore, from: number, to: number): Promise<void> {
    for (let i = from; i < to; i++) await append(store, `cart-${i}`, [event(`e${i}`)]);
  }

  it('is made of zeros, once for many appends', async () => {
    const disk = new NotedDisk();
    const store = await EventStore.open(directory(), { disk });
    await appendMany(store, 0, 100);
    await store.close();
    expect(disk.zeroed).to.have.length(1);
  });

  it('is not needed where the disk is too full for it, and what was begun of it does no harm', async () => {
    const disk = new NotedDisk();
    disk.isFull = true;
    const store = await EventStore.open(directory(), { disk });
    await appendMany(store, 0, 20);
    disk.isFull = false;
    await appendMany(store, 20, 40);
    await store.close();
    const reports: string[] = [];
    const reopened = await EventStore.open(directory(), { report: (message) => reports.push(message) });
    expect(contents(reopened)).to.have.length(40);
    expect(reports).to.deep.equal([]);
    await reopened.close();
  });
});
