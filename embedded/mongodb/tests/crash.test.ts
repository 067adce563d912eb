import { once } from 'node:events';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import type { Collection } from 'mongodb';
import { startProcess } from './server-process.js';
import { useTempDir } from './temp-dir.js';

interface Counter {
  readonly _id: string;
  readonly n: number;
}

describe('embedded MongoDB: SIGKILL', function () {
  this.timeout(60_000);
  const dir = useTempDir();

  it('loses nothing that was acknowledged, over several kills amid concurrent writes', async () => {
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < 4; round += 1) {
      const server = await startProcess(dir.path);
      const client = new MongoClient(server.url, { serverSelectionTimeoutMS: 2000, retryReads: false });
      const collection = client.db('d').collection<Counter>('c');
      await expectAcknowledged(collection, acknowledged);
      const enough = acknowledged.size + 300;
      const writers = Array.from({ length: 8 }, (_, writer) =>
        write(collection, `${round}-${writer}`, acknowledged),
      );
      while (acknowledged.size < enough)
        await once(server.process, 'poll', { signal: AbortSignal.timeout(5) }).catch(() => undefined);
      expect(await server.end('SIGKILL')).to.equal(null);
      await Promise.all(writers);
      await client.close();
    }
    const server = await startProcess(dir.path);
    const client = new MongoClient(server.url);
    await expectAcknowledged(client.db('d').collection<Counter>('c'), acknowledged);
    await client.close();
    await server.end('SIGTERM');
  });
});

/** Inserts and increments until the server is gone, and notes what was acknowledged. */
async function write(
  collection: Collection<Counter>,
  prefix: string,
  acknowledged: Map<string, number>,
): Promise<void> {
  for (let i = 0; ; i += 1) {
    const _id = `${prefix}-${i}`;
    try {
      await collection.insertOne({ _id, n: 1 });
      acknowledged.set(_id, 1);
      await collection.updateOne({ _id }, { $inc: { n: 1 } });
      acknowledged.set(_id, 2);
    } catch {
      return;
    }
  }
}

/** An operation whose answer never came may have happened or not. */
async function expectAcknowledged(
  collection: Collection<Counter>,
  acknowledged: ReadonlyMap<string, number>,
): Promise<void> {
  const found = new Map((await collection.find().toArray()).map(({ _id, n }) => [_id, n]));
  for (const [_id, n] of acknowledged) expect(found.get(_id), _id).to.be.at.least(n).and.at.most(2);
}
