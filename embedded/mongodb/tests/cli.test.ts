import { expect } from 'chai';
import { MongoClient } from 'mongodb';
import { DocumentStore } from '../src/storage/document-store.js';
import { StorageError } from '../src/storage/storage-error.js';
import { runProgram, startProcess } from './server-process.js';
import { useTempDir } from './temp-dir.js';

describe('embedded MongoDB: command line', () => {
  const dir = useTempDir();

  it('serves until SIGTERM, and keeps what was stored', async () => {
    for (const round of [1, 2]) {
      const server = await startProcess(dir.path);
      expect(server.url).to.match(/^mongodb:\/\/127\.0\.0\.1:\d+$/);
      const client = new MongoClient(server.url);
      await client.db('d').collection('c').insertOne({ round });
      expect(await client.db('d').collection('c').countDocuments()).to.equal(round);
      await client.close();
      expect(await server.end(round === 1 ? 'SIGTERM' : 'SIGINT')).to.equal(0);
    }
  });

  it('explains itself', async () => {
    const { code, stdout } = await runProgram('--help');
    expect(code).to.equal(0);
    expect(stdout).to.contain('--dir DIR').and.contain('--port N').and.contain('--host H');
  });

  const misuse: Readonly<Record<string, readonly string[]>> = {
    'no directory': [],
    'an unknown option': ['--dir', 'x', '--sugar'],
    'an argument too many': ['--dir', 'x', 'y'],
    'a port that is none': ['--dir', 'x', '--port', 'abc'],
    'a port too high': ['--dir', 'x', '--port', '70000'],
  };
  for (const [name, args] of Object.entries(misuse)) {
    it(`answers ${name} with one line and exit code 2`, async () => {
      const { code, stderr, stdout } = await runProgram(...args);
      expect(code).to.equal(2);
      expect(stdout).to.equal('');
      expect(stderr).to.match(/^embedded-mongodb: [^\n]+\n$/);
    });
  }

  it('says in one line why it cannot start, and leaves its directory free when it was killed', async () => {
    const server = await startProcess(dir.path);
    const { code, stderr } = await runProgram('--dir', dir.path, '--port', '0');
    expect(code).to.equal(1);
    expect(stderr).to.match(/^embedded-mongodb: the data directory is in use by process \d+\n$/);
    expect(stderr).to.contain(`process ${server.process.pid}\n`);
    const failure: unknown = await DocumentStore.open(dir.path).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(StorageError);
    await server.end('SIGKILL');
    await (await DocumentStore.open(dir.path)).close();
  });
});
