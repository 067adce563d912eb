import {
  appendFileSync,
  copyFileSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { DamagedLogError, StorageError } from '../src/storage/errors.js';
import { EventStore } from '../src/store/event-store.js';
import { append, contents, contentsOf, event, remove } from './support/store.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

describe('opening the log', () => {
  const directory = useTemporaryDirectory();
  const logFile = (): string => join(directory(), '00000000.log');
  const indexFile = (): string => join(directory(), '00000000.idx');

  /** Opens the store, does something with it, closes it. */
  async function using<T>(work: (store: EventStore, reports: string[]) => Promise<T> | T): Promise<T> {
    const reports: string[] = [];
    const store = await EventStore.open(directory(), { report: (message) => reports.push(message) });
    try {
      return await work(store, reports);
    } finally {
      await store.close();
    }
  }

  async function failureOf(opening: Promise<unknown>): Promise<unknown> {
    return opening.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  /** Opens without the saved index, so that every record is looked at. */
  function usingLogOnly<T>(work: (store: EventStore, reports: string[]) => Promise<T> | T): Promise<T> {
    rmSync(indexFile(), { force: true });
    return using(work);
  }

  it('finds everything again, by the saved index and by the log alone', async () => {
    const written = await using(async (store) => {
      await append(store, 'cart-1', [
        event('a'),
        event('b', { metadata: Buffer.from('{"$correlationId":"c1"}') }),
      ]);
      await append(store, 'cart-2', [event('c', { type: 'Other' })]);
      await remove(store, 'cart-1', 'soft');
      await append(store, 'cart-1', [event('d')]);
      await append(store, 'plain', [event('e')]);
      await remove(store, 'cart-2', 'tombstone');
      return everything(store);
    });
    expect(written.all).to.have.length(8);
    expect(written.projected['$ce-cart']).to.have.length(6);
    expect(await using(everything)).to.deep.equal(written);
    expect(await usingLogOnly(everything)).to.deep.equal(written);
  });

  function everything(store: EventStore) {
    const names = ['$ce-cart', '$et-Happened', '$et-Other', '$bc-c1', '$category-cart', '$streams'];
    return {
      all: contents(store),
      projected: Object.fromEntries(names.map((name) => [name, contentsOf(store, name)])),
      isTombstoned: store.view('cart-2').isTombstoned,
      first: store.view('cart-1').firstReadable(0),
    };
  }

  it('cuts off a torn end, wherever in the last record the write stopped, keeps it aside and says so', async () => {
    await using((store) => append(store, 'cart-1', [event('a')]));
    const before = readFileSync(logFile()).length;
    await using((store) => append(store, 'cart-1', [event('b')]));
    const whole = readFileSync(logFile());
    for (let length = before + 1; length < whole.length; length++) {
      writeFileSync(logFile(), whole.subarray(0, length));
      const [found, reports] = await usingLogOnly((store, reports) => [contents(store), reports] as const);
      expect(found, `with ${length} bytes`).to.deep.equal(['cart-1@0 {"name":"a"}']);
      const torn = whole.subarray(before, length);
      const written = torn.subarray(0, torn.findLastIndex((byte) => byte !== 0) + 1);
      expect(reports.join()).to.include(
        `cut a torn end of ${written.length} bytes off ${logFile()} at offset ${before}`,
      );
      expect(readFileSync(`${logFile()}.torn-${before}`)).to.deep.equal(written);
      expect(readFileSync(logFile())).to.have.length(before);
    }
  });

  it('drops an append of several events of which not all are there', async () => {
    await using(async (store) => {
      await append(store, 'cart-1', [event('a')]);
      await append(store, 'cart-1', [event('b'), event('c'), event('d')]);
    });
    const lastRecord = readFileSync(logFile()).lastIndexOf('WSR1');
    truncateSync(logFile(), lastRecord);
    expect(await usingLogOnly(contents)).to.deep.equal(['cart-1@0 {"name":"a"}']);
  });

  it('takes zeros at the end for the room that they are, and leaves torn bytes before them out', async () => {
    await using((store) => append(store, 'cart-1', [event('a')]));
    const length = readFileSync(logFile()).length;
    appendFileSync(logFile(), Buffer.alloc(5000));
    const [found, reports] = await usingLogOnly((store, reports) => [contents(store), reports] as const);
    expect(found).to.have.length(1);
    expect(reports).to.deep.equal([]);
    expect(readFileSync(logFile())).to.have.length(length);
    appendFileSync(logFile(), Buffer.concat([Buffer.from('WSR1'), Buffer.alloc(5000)]));
    expect(await usingLogOnly((_store, reports) => reports.join())).to.include('cut a torn end of 4 bytes');
  });

  it('cuts off a torn end also when a saved index tells of more', async () => {
    await using(async (store) => {
      await append(store, 'cart-1', [event('a')]);
      await append(store, 'cart-1', [event('b')]);
    });
    truncateSync(logFile(), readFileSync(logFile()).length - 3);
    const [found, reports] = await using((store, reports) => [contents(store), reports] as const);
    expect(found).to.deep.equal(['cart-1@0 {"name":"a"}']);
    expect(reports.join()).to.include('cut a torn end');
  });

  it('goes on after a torn end', async () => {
    await using((store) => append(store, 'cart-1', [event('a')]));
    appendFileSync(logFile(), 'WSR1 and then the power went');
    await using((store) => append(store, 'cart-1', [event('b')], 0));
    const expected = ['cart-1@0 {"name":"a"}', 'cart-1@1 {"name":"b"}'];
    expect(await using(contents)).to.deep.equal(expected);
    expect(await usingLogOnly(contents)).to.deep.equal(expected);
  });

  it('refuses a log with any damaged byte before the last record, and names file and offset', async () => {
    await using(async (store) => {
      for (const name of ['a', 'b', 'c']) await append(store, 'cart-1', [event(name)]);
    });
    const sound = readFileSync(logFile());
    const index = readFileSync(indexFile());
    const lastRecord = sound.lastIndexOf('WSR1');
    const secondRecord = sound.indexOf('WSR1', sound.indexOf('WSR1') + 1);
    for (let at = secondRecord; at < lastRecord; at++) {
      const damaged = Buffer.from(sound);
      damaged[at]! ^= 0x10;
      writeFileSync(logFile(), damaged);
      writeFileSync(indexFile(), index);
      const error = await failureOf(EventStore.open(directory()));
      expect(error, `damage at ${at}`).to.be.instanceOf(DamagedLogError);
      expect(error).to.have.property('offset', secondRecord);
      expect((error as Error).message).to.include(`${logFile()} at offset ${secondRecord}`);
    }
    writeFileSync(logFile(), sound);
    expect(await using(contents)).to.have.length(3);
  });

  it('refuses a log whose header is damaged', async () => {
    await using((store) => append(store, 'cart-1', [event('a')]));
    const bytes = readFileSync(logFile());
    bytes[3]! ^= 1;
    writeFileSync(logFile(), bytes);
    expect(await failureOf(EventStore.open(directory()))).to.be.instanceOf(DamagedLogError);
  });

  it('does not trust a saved index that does not belong to the log', async () => {
    await using((store) => append(store, 'cart-1', [event('a')]));
    copyFileSync(indexFile(), join(directory(), 'older.idx'));
    await using((store) => append(store, 'cart-1', [event('b')]));
    copyFileSync(join(directory(), 'older.idx'), indexFile());
    expect(await using(contents)).to.have.length(2);
    writeFileSync(indexFile(), readFileSync(indexFile()).fill(7, 40, 60));
    expect(await using(contents)).to.have.length(2);
  });

  describe('over several segments', () => {
    const small = { segmentLength: 1000, cacheLength: 0 };

    async function fill(): Promise<string[]> {
      const store = await EventStore.open(directory(), small);
      for (let i = 0; i < 30; i++) await append(store, `cart-${i % 4}`, [event(`e${i}`)]);
      const all = contents(store);
      await store.close();
      return all;
    }

    it('finds everything again, also without any saved index', async () => {
      const all = await fill();
      expect(readdirSync(directory()).filter((file) => file.endsWith('.log'))).to.have.length.greaterThan(3);
      expect(await using(contents)).to.deep.equal(all);
      for (const file of readdirSync(directory())) if (file.endsWith('.idx')) rmSync(join(directory(), file));
      expect(await using(contents)).to.deep.equal(all);
      expect(readdirSync(directory())).to.include('00000000.idx');
    });

    it('refuses a torn end in any segment but the last', async () => {
      await fill();
      truncateSync(logFile(), readFileSync(logFile()).length - 1);
      expect(await failureOf(EventStore.open(directory()))).to.be.instanceOf(DamagedLogError);
    });

    it('refuses a log of which a segment is missing', async () => {
      await fill();
      rmSync(join(directory(), '00000002.log'));
      const error = await failureOf(EventStore.open(directory()));
      expect(error).to.be.instanceOf(StorageError);
      expect((error as Error).message).to.include('00000002.log is missing');
    });

    it('begins a segment again that a dying process had only just begun', async () => {
      const all = await fill();
      const next = readdirSync(directory()).filter((file) => file.endsWith('.log')).length;
      writeFileSync(join(directory(), `${String(next).padStart(8, '0')}.log`), 'WSLOG');
      const store = await EventStore.open(directory(), small);
      await append(store, 'cart-0', [event('more')]);
      await store.close();
      expect(await using(contents)).to.deep.equal([...all, 'cart-0@8 {"name":"more"}']);
    });
  });
});
