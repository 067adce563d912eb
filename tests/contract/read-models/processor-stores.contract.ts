import { expect } from 'chai';
import type { DeadLetter } from '../../../src/application/event-processor/dead-letter.js';
import type { ProcessorStores } from '../../../src/application/event-processor/processor-stores.js';

/** What every adapter of the processors' stores keeps to. `open` gives empty ones. */
export function processorStoresContract(open: () => Promise<ProcessorStores>): void {
  let stores: ProcessorStores;

  beforeEach(async () => {
    stores = await open();
  });

  describe('checkpoints', () => {
    it('begin with nothing and remember the last position, of any size', async () => {
      expect(await stores.checkpoints.load('orders')).to.equal(undefined);
      await stores.checkpoints.store('orders', 9n);
      await stores.checkpoints.store('orders', 9_007_199_254_740_993n);
      expect(await stores.checkpoints.load('orders')).to.equal(9_007_199_254_740_993n);
      expect(await stores.checkpoints.load('carts')).to.equal(undefined);
    });

    it('never move backwards', async () => {
      await stores.checkpoints.store('orders', 100n);
      await stores.checkpoints.store('orders', 99n);
      expect(await stores.checkpoints.load('orders')).to.equal(100n);
    });

    it('can be removed', async () => {
      await stores.checkpoints.store('orders', 100n);
      await stores.checkpoints.remove('orders');
      expect(await stores.checkpoints.load('orders')).to.equal(undefined);
    });
  });

  describe('leases', () => {
    it('go to exactly one of those who take them at once', async () => {
      const takers = ['a', 'b', 'c', 'd'].map((owner) => stores.leases.take('orders', owner, undefined));
      const taken = (await Promise.all(takers)).filter((lease) => lease !== undefined);
      expect(taken).to.have.length(1);
      expect(await stores.leases.read('orders')).to.deep.equal(taken[0]);
    });

    it('are only taken as they were seen', async () => {
      const lease = (await stores.leases.take('orders', 'a', undefined))!;
      await stores.leases.renew(lease);
      expect(await stores.leases.take('orders', 'b', lease)).to.equal(undefined);
      const seen = (await stores.leases.read('orders'))!;
      expect(seen).to.deep.equal({ ...lease, heartbeat: 1 });
      expect(await stores.leases.take('orders', 'b', seen)).to.include({ owner: 'b', epoch: 2 });
    });

    it('are renewed and released only by who holds them now, also under the same name', async () => {
      const first = (await stores.leases.take('orders', 'a', undefined))!;
      const second = (await stores.leases.take('orders', 'a', first))!;
      expect(await stores.leases.renew(first)).to.equal(false);
      await stores.leases.release(first);
      expect(await stores.leases.renew(second)).to.equal(true);
      await stores.leases.release(second);
      expect(await stores.leases.renew(second)).to.equal(false);
      const free = (await stores.leases.read('orders'))!;
      expect(free).to.include({ owner: null, epoch: 2 });
      expect(await stores.leases.take('orders', 'b', free)).to.include({ owner: 'b', epoch: 3 });
    });

    it('can be removed', async () => {
      await stores.leases.take('orders', 'a', undefined);
      await stores.leases.remove('orders');
      expect(await stores.leases.read('orders')).to.equal(undefined);
    });
  });

  describe('dead letters', () => {
    function letter(handler: string, key: string, position: bigint, error?: string): DeadLetter {
      const revision = Number(position % 1_000n);
      const fields = { handler, key, position, revision, stream: key, eventId: `${key}-${revision}` };
      const parked = { ...fields, type: 'Happened', parkedAt: '2026-01-01T00:00:00.000Z' };
      return error === undefined ? parked : { ...parked, error };
    }

    it('tell the parked keys with their heads, and the events behind them in order', async () => {
      await stores.deadLetters.park([
        letter('orders', 'order-1', 30n),
        letter('orders', 'order-1', 9n, 'bad'),
        letter('orders', 'order-1', 100n),
      ]);
      await stores.deadLetters.park([letter('orders', 'order-2', 12n, 'worse')]);
      await stores.deadLetters.park([letter('carts', 'cart-1', 5n, 'odd')]);
      expect(await stores.deadLetters.parkedKeys('orders')).to.deep.equal([
        { head: letter('orders', 'order-1', 9n, 'bad'), waiting: 2 },
        { head: letter('orders', 'order-2', 12n, 'worse'), waiting: 0 },
      ]);
      expect(await stores.deadLetters.parkedKeys()).to.have.length(3);
      const events = await stores.deadLetters.parkedEvents('orders', 'order-1', 10);
      expect(events.map(({ position }) => position)).to.deep.equal([9n, 30n, 100n]);
      expect(await stores.deadLetters.parkedEvents('orders', 'order-1', 2)).to.have.length(2);
    });

    it('are parked once, with the last error, and parking again closes a request', async () => {
      const first = letter('orders', 'order-1', 9n, 'bad');
      await stores.deadLetters.park([first]);
      expect(await stores.deadLetters.request(first, 'replay')).to.equal(true);
      expect(await stores.deadLetters.requested('orders')).to.deep.equal([{ ...first, request: 'replay' }]);
      await stores.deadLetters.park([{ ...first, error: 'still bad' }]);
      expect(await stores.deadLetters.requested('orders')).to.deep.equal([]);
      const [parked] = await stores.deadLetters.parkedKeys('orders');
      expect(parked).to.deep.equal({ head: { ...first, error: 'still bad' }, waiting: 0 });
    });

    it('can be removed, one by one or with their handler', async () => {
      const letters = [letter('orders', 'order-1', 9n, 'bad'), letter('orders', 'order-1', 10n)];
      await stores.deadLetters.park([...letters, letter('carts', 'cart-1', 5n, 'odd')]);
      await stores.deadLetters.remove(letters[0]!);
      expect(await stores.deadLetters.request(letters[0]!, 'skip')).to.equal(false);
      expect(await stores.deadLetters.parkedEvents('orders', 'order-1', 10)).to.deep.equal([letters[1]]);
      await stores.deadLetters.removeHandler('orders');
      expect((await stores.deadLetters.parkedKeys()).map(({ head }) => head.handler)).to.deep.equal([
        'carts',
      ]);
    });
  });
}
