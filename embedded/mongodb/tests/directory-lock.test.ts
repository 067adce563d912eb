import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { DirectoryLock } from '../src/storage/directory-lock.js';
import { startProcess } from './server-process.js';
import { useTempDir } from './temp-dir.js';

describe('embedded MongoDB: directory lock', () => {
  const dir = useTempDir();
  const dead = (token: string): string =>
    JSON.stringify({ pid: process.pid, started: 'another life', token });

  it('keeps a second holder out until it is released', async () => {
    const lock = await DirectoryLock.acquire(dir.path);
    const failure = await DirectoryLock.acquire(dir.path).then(
      () => undefined,
      (error: Error) => error.message,
    );
    expect(failure).to.equal(`the data directory is in use by process ${process.pid}`);
    await lock.release();
    await (await DirectoryLock.acquire(dir.path)).release();
    expect(await readdir(dir.path)).to.deep.equal([]);
  });

  it('takes over from a process that was killed, at once', async () => {
    const killed = await startProcess(dir.path);
    await killed.end('SIGKILL');
    const server = await startProcess(dir.path);
    const client = new MongoClient(server.url);
    expect((await client.db('d').command({ ping: 1 }))['ok']).to.equal(1);
    await client.close();
    await server.end('SIGTERM');
  });

  it('takes over from a process whose id another one has now', async () => {
    await writeFile(join(dir.path, 'lock'), dead('a'));
    await (await DirectoryLock.acquire(dir.path)).release();
  });

  it('steps over processes that died while they took over', async () => {
    await writeFile(join(dir.path, 'lock'), dead('a'));
    await writeFile(join(dir.path, 'lock.a'), dead('b'));
    await writeFile(join(dir.path, 'lock.b'), dead('c'));
    const lock = await DirectoryLock.acquire(dir.path);
    expect(await readdir(dir.path)).to.deep.equal(['lock']);
    await lock.release();
  });

  it('goes to one only of many that take over together', async () => {
    await writeFile(join(dir.path, 'lock'), dead('a'));
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => DirectoryLock.acquire(dir.path)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
  });
});
