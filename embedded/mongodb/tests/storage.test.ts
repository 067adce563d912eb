import { appendFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SystemDisk, withoutRoom } from '@webstore/embedded-disk';
import { expect } from 'chai';
import { encodeDocument } from '../src/bson/encode.js';
import { prepareDocument } from '../src/catalog/prepare-document.js';
import { parseIndex } from '../src/catalog/index-definition.js';
import { DocumentStore } from '../src/storage/document-store.js';
import { useTempDir } from './temp-dir.js';

describe('embedded MongoDB: storage', () => {
  const dir = useTempDir();
  const log = (): string => join(dir.path, 'log-00000001');

  async function put(
    store: DocumentStore,
    document: { _id: unknown; [field: string]: unknown },
  ): Promise<void> {
    const collection = store.catalog.getOrCreate('d', 'c');
    const { packed, id } = prepareDocument(encodeDocument(document));
    const known = [...collection.documents()].find((record) => record.decode()['_id'] === id);
    if (known === undefined) collection.insert(packed, id);
    else collection.replace(known, packed);
    await store.sync();
  }

  async function filled(count: number): Promise<void> {
    const store = await DocumentStore.open(dir.path);
    for (let _id = 0; _id < count; _id += 1) await put(store, { _id, text: `document ${_id}` });
    await store.close();
  }

  function ids(store: DocumentStore): unknown[] {
    return Array.from(store.catalog.get('d', 'c')?.documents() ?? [], (record) => record.decode()['_id']);
  }

  it('has everything again after a stop', async () => {
    let store = await DocumentStore.open(dir.path);
    await put(store, { _id: 1, a: 'x' });
    await put(store, { _id: 2, a: 'y' });
    const collection = store.catalog.get('d', 'c')!;
    collection.createIndex(parseIndex({ key: { a: 1 }, name: 'a', unique: true }));
    collection.remove([...collection.documents()][0]!);
    store.catalog.rename(collection, 'd', 'other');
    await store.sync();
    await store.close();
    store = await DocumentStore.open(dir.path);
    const again = store.catalog.get('d', 'other')!;
    expect(Array.from(again.documents(), (record) => record.decode())).to.deep.equal([{ _id: 2, a: 'y' }]);
    expect(again.index('a')!.definition.unique).to.equal(true);
    expect(store.catalog.get('d', 'c')).to.equal(undefined);
    await store.close();
  });

  it('cuts a torn tail off, wherever it is torn, and says so', async () => {
    await filled(3);
    const whole = await readFile(log());
    const before = await sizeBefore(2);
    for (let size = before + 1; size < whole.length; size += 1) {
      await writeFile(log(), whole.subarray(0, size));
      const lines: string[] = [];
      const store = await DocumentStore.open(dir.path, { report: (line) => lines.push(line) });
      expect(ids(store)).to.deep.equal([0, 1]);
      await store.close();
      // Zeros at the end may be room, and are not counted.
      const torn = withoutRoom(whole.subarray(before, size)).length;
      expect(lines).to.deep.equal([`cut ${torn} bytes of an unfinished write off log-00000001`]);
      expect((await stat(log())).size).to.equal(before);
    }
  });

  /** The size of the log with only so many documents. */
  async function sizeBefore(count: number): Promise<number> {
    const content = await readFile(log());
    return content.lastIndexOf('WSD1', content.lastIndexOf(`document ${count}`));
  }

  it('goes on writing behind a tail that was cut off', async () => {
    await filled(2);
    await truncate(log(), (await stat(log())).size - 3);
    let store = await DocumentStore.open(dir.path, { report: () => undefined });
    await put(store, { _id: 'new' });
    await store.close();
    store = await DocumentStore.open(dir.path);
    expect(ids(store)).to.deep.equal([0, 'new']);
    await store.close();
  });

  it('cuts garbage behind the last frame off', async () => {
    await filled(2);
    await appendFile(log(), Buffer.alloc(5000, 'garbage'));
    const lines: string[] = [];
    const store = await DocumentStore.open(dir.path, { report: (line) => lines.push(line) });
    expect(ids(store)).to.deep.equal([0, 1]);
    expect(lines).to.have.length(1);
    await store.close();
  });

  it('writes into room made ahead, gives it back when it stops, and is none the worse for room that was left', async () => {
    const store = await DocumentStore.open(dir.path);
    await put(store, { _id: 0 });
    await put(store, { _id: 1 });
    const running = await readFile(log());
    await store.close();
    const stopped = await readFile(log());
    expect(running.length).to.be.greaterThan(1_000_000);
    expect(withoutRoom(running).equals(withoutRoom(stopped))).to.equal(true);
    expect(stopped.length).to.be.lessThan(1_000);
    await writeFile(log(), running);
    const lines: string[] = [];
    const reopened = await DocumentStore.open(dir.path, { report: (line) => lines.push(line) });
    expect(ids(reopened)).to.deep.equal([0, 1]);
    await put(reopened, { _id: 2 });
    await reopened.close();
    expect(lines).to.deep.equal([]);
    const last = await DocumentStore.open(dir.path);
    expect(ids(last)).to.deep.equal([0, 1, 2]);
    await last.close();
  });

  it('cuts a write off that was torn in the middle of the room', async () => {
    await filled(2);
    const torn = Buffer.concat([await readFile(log()), Buffer.from('WSD1 and no more'), Buffer.alloc(5_000)]);
    await writeFile(log(), torn);
    const lines: string[] = [];
    const store = await DocumentStore.open(dir.path, { report: (line) => lines.push(line) });
    expect(ids(store)).to.deep.equal([0, 1]);
    expect(lines).to.deep.equal(['cut 16 bytes of an unfinished write off log-00000001']);
    await store.close();
  });

  it('acknowledges a write on a disk too full for room', async () => {
    const disk = new SystemDisk();
    disk.zero = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    const store = await DocumentStore.open(dir.path, { disk });
    await put(store, { _id: 0 });
    await put(store, { _id: 1 });
    await store.close();
    const reopened = await DocumentStore.open(dir.path);
    expect(ids(reopened)).to.deep.equal([0, 1]);
    await reopened.close();
  });

  for (const operation of ['write', 'sync'] as const) {
    it(`acknowledges nothing any more after a failed ${operation}`, async () => {
      const disk = new SystemDisk();
      const failures: string[] = [];
      const store = await DocumentStore.open(dir.path, {
        disk,
        onFailure: ({ message }) => failures.push(message),
      });
      await put(store, { _id: 0 });
      disk[operation] = () => {
        throw new Error('EIO: i/o error');
      };
      for (const _id of [1, 2]) {
        const outcome = await put(store, { _id }).then(
          () => 'acknowledged',
          ({ message }: Error) => message,
        );
        expect(outcome).to.equal('cannot write the log: EIO: i/o error');
      }
      expect(failures).to.have.length(1);
      await store.close().catch(() => undefined);
      const reopened = await DocumentStore.open(dir.path, { report: () => undefined });
      expect(ids(reopened)[0]).to.equal(0);
      await reopened.close();
    });
  }

  it('refuses a log damaged in its middle, whichever byte it is, and leaves it as it is', async () => {
    await filled(3);
    const whole = await readFile(log());
    const last = await sizeBefore(2);
    for (let at = 0; at < last; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[at]! ^= 0x55;
      await writeFile(log(), damaged);
      const failure = await DocumentStore.open(dir.path).then(
        () => undefined,
        (error: Error) => error.message,
      );
      expect(failure, `byte ${at}`).to.match(/is damaged at byte \d+: sound data follows/);
      expect((await readFile(log())).equals(damaged)).to.equal(true);
    }
  });

  it('refuses a log with a frame missing', async () => {
    await filled(3);
    const whole = await readFile(log());
    const second = whole.indexOf('WSD1', 4);
    const third = whole.indexOf('WSD1', second + 4);
    await writeFile(log(), Buffer.concat([whole.subarray(0, second), whole.subarray(third)]));
    const failure = await DocumentStore.open(dir.path).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).to.match(/frame 2 expected, found 3/);
  });

  it('shares one fsync among writes that wait together', async () => {
    const store = await DocumentStore.open(dir.path);
    await put(store, { _id: 'first' });
    await Promise.all(Array.from({ length: 100 }, (_, _id) => put(store, { _id })));
    await store.close();
    const frames = (await readFile(log())).toString('latin1').split('WSD1').length - 1;
    expect(frames).to.be.at.most(5);
  });

  it('compacts a log that grew, keeps the state, and removes the old files', async () => {
    let store = await DocumentStore.open(dir.path, { compactAt: 20_000 });
    for (let i = 0; i < 400; i += 1) await put(store, { _id: i % 10, text: 'x'.repeat(200), i });
    await store.settled();
    const names = (await readdir(dir.path)).filter((name) => name !== 'lock').sort();
    expect(names).to.have.length(2);
    expect(names[0]).to.match(/^log-/);
    expect(names[1]).to.match(/^snapshot-/);
    expect(names[0]!.slice(-8)).to.equal(names[1]!.slice(-8));
    await store.close();
    store = await DocumentStore.open(dir.path);
    const found = Array.from(store.catalog.get('d', 'c')!.documents(), (record) => record.decode()['i']);
    expect(found).to.deep.equal([390, 391, 392, 393, 394, 395, 396, 397, 398, 399]);
    await store.close();
  });

  it('survives a crash at every step of a compaction', async () => {
    await filled(5);
    let store = await DocumentStore.open(dir.path, { compactAt: 1 });
    const oldLog = await readFile(log());
    await put(store, { _id: 'more' });
    await store.settled();
    await store.close();
    const names = (await readdir(dir.path)).sort();
    const snapshot = names.find((name) => name.startsWith('snapshot-'))!;
    const complete = await readFile(join(dir.path, snapshot));
    // Before the old files were removed: the newest snapshot counts.
    await writeFile(log(), oldLog);
    store = await DocumentStore.open(dir.path);
    expect(ids(store)).to.deep.equal([0, 1, 2, 3, 4, 'more']);
    await store.close();
    // A draft that was never finished is removed.
    await writeFile(join(dir.path, 'snapshot-00000099.draft'), complete.subarray(0, 50));
    store = await DocumentStore.open(dir.path);
    expect(ids(store)).to.deep.equal([0, 1, 2, 3, 4, 'more']);
    expect(await readdir(dir.path)).to.not.include('snapshot-00000099.draft');
    await store.close();
    // A snapshot under its final name is whole, so one that is not is damage.
    await writeFile(join(dir.path, snapshot), complete.subarray(0, complete.length - 1));
    const failure = await DocumentStore.open(dir.path).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).to.contain('is damaged');
  });
});
