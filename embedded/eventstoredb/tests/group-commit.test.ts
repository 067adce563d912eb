import { type Disk, SystemDisk } from '@webstore/embedded-disk';
import { expect } from 'chai';
import { WriteFailedError } from '../src/storage/errors.js';
import { EventStore } from '../src/store/event-store.js';
import { append, contents, event } from './support/store.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

/** A disk whose syncs end when the test says so. */
class HeldDisk extends SystemDisk {
  readonly waiting: (() => void)[] = [];
  writes = 0;

  override write(fd: number, bytes: Buffer, offset: number): void {
    this.writes++;
    super.write(fd, bytes, offset);
  }

  override sync(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await nextTurn();
}

describe('group commit', () => {
  const directory = useTemporaryDirectory();

  async function withStore(disk: Disk, work: (store: EventStore) => Promise<void>): Promise<void> {
    const store = await EventStore.open(directory(), { disk });
    try {
      await work(store);
    } finally {
      await store.close();
    }
  }

  it('acknowledges nothing and shows nothing before the sync has ended', async () => {
    const disk = new HeldDisk();
    await withStore(disk, async (store) => {
      let acknowledged = false;
      const appended = append(store, 'cart-1', [event('a')]).then(() => {
        acknowledged = true;
      });
      await turns(5);
      expect(disk.waiting).to.have.length(1);
      expect(acknowledged).to.equal(false);
      expect(store.view('cart-1').lastRevision).to.equal(-1);
      disk.waiting[0]!();
      await appended;
      expect(store.view('cart-1').lastRevision).to.equal(0);
    });
  });

  it('lets all appends that wait share one write and one sync', async () => {
    const disk = new HeldDisk();
    await withStore(disk, async (store) => {
      const first = append(store, 'cart-0', [event('first')]);
      await turns(5);
      const writesBefore = disk.writes;
      const others = Array.from({ length: 50 }, (_, i) => append(store, `cart-${i}`, [event(`e${i}`)]));
      await turns(5);
      expect(disk.waiting).to.have.length(1);
      disk.waiting.shift()!();
      await first;
      await turns(5);
      expect(disk.waiting).to.have.length(1);
      expect(disk.writes).to.equal(writesBefore + 1);
      disk.waiting.shift()!();
      await Promise.all(others);
      expect(contents(store)).to.have.length(51);
    });
  });

  it('answers a retry only when what it repeats is durable', async () => {
    const disk = new HeldDisk();
    await withStore(disk, async (store) => {
      const order: string[] = [];
      const first = append(store, 'cart-1', [event('a')], 'no_stream').then(() => order.push('first'));
      const retry = append(store, 'cart-1', [event('a')], 'no_stream').then(() => order.push('retry'));
      await turns(5);
      expect(order).to.deep.equal([]);
      disk.waiting[0]!();
      await Promise.all([first, retry]);
      expect(order).to.deep.equal(['first', 'retry']);
      expect(contents(store)).to.have.length(1);
    });
  });

  it('has drained when what came before is durable, whatever keeps coming', async () => {
    let syncs = 0;
    let feed = (): void => {};
    class FedDisk extends SystemDisk {
      override sync(): Promise<void> {
        if (++syncs < 50) feed();
        return nextTurn();
      }
    }
    await withStore(new FedDisk(), async (store) => {
      feed = () => void append(store, 'cart-1', [event(`${syncs}`)]);
      const before = append(store, 'cart-1', [event('before')]);
      await store.drain();
      expect(syncs).to.be.below(10);
      expect(await before).to.have.property('kind', 'appended');
    });
  });

  for (const [operation, code] of [
    ['write', 'ENOSPC: no space left on device'],
    ['sync', 'EIO: i/o error'],
  ] as const) {
    it(`acknowledges nothing any more after a failed ${operation}, and still reads what was durable`, async () => {
      const disk = new SystemDisk();
      const reports: string[] = [];
      const failures: Error[] = [];
      const store = await EventStore.open(directory(), {
        disk,
        report: (message) => reports.push(message),
        onFailure: (failure) => failures.push(failure),
      });
      await append(store, 'cart-1', [event('a')]);
      disk[operation] = () => {
        throw new Error(code);
      };
      const outcomes = await Promise.allSettled([
        append(store, 'cart-1', [event('b')]),
        append(store, 'cart-2', [event('c')]),
      ]);
      const later = await Promise.allSettled([append(store, 'cart-1', [event('d')])]);
      for (const outcome of [...outcomes, ...later]) {
        expect(outcome).to.have.property('status', 'rejected');
        expect((outcome as PromiseRejectedResult).reason).to.be.instanceOf(WriteFailedError);
        expect(String((outcome as PromiseRejectedResult).reason)).to.include(code);
      }
      expect(reports).to.have.length(1);
      expect(failures.map(({ message }) => message)).to.deep.equal(reports);
      expect(contents(store)).to.deep.equal(['cart-1@0 {"name":"a"}']);
      await store.close();
      const reopened = await EventStore.open(directory());
      expect(contents(reopened)[0]).to.equal('cart-1@0 {"name":"a"}');
      expect(await append(reopened, 'cart-3', [event('e')])).to.have.property('kind', 'appended');
      await reopened.close();
    });
  }

  it('reads what was durable after a failed write also where it must be read from the disk', async () => {
    const disk = new SystemDisk();
    const store = await EventStore.open(directory(), { disk, cacheLength: 0 });
    const padding = Buffer.alloc(50_000, ' ');
    for (let i = 0; i < 20; i++) await append(store, 'cart-1', [event(`${i}`, { data: padding })]);
    disk.write = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    expect(await Promise.allSettled([append(store, 'cart-1', [event('more')])])).to.have.nested.property(
      '[0].status',
      'rejected',
    );
    expect(contents(store)).to.have.length(20);
    await store.close();
  });

  it('acknowledges no event that opening would take for damage', async () => {
    const store = await EventStore.open(directory());
    await append(store, 'cart-1', [event('a')]);
    const endless = append(store, 'cart-2', [event('b', { data: Buffer.alloc(17 * 1024 * 1024) })]);
    expect((await Promise.allSettled([endless]))[0]).to.have.property('status', 'rejected');
    await store.close();
    const reports: string[] = [];
    const reopened = await EventStore.open(directory(), { report: (message) => reports.push(message) });
    expect(contents(reopened)).to.deep.equal(['cart-1@0 {"name":"a"}']);
    expect(reports).to.deep.equal([]);
    await reopened.close();
  });
});
