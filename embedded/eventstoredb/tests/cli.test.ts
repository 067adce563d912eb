import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { DirectoryInUseError } from '../src/storage/errors.js';
import { EventStore } from '../src/store/event-store.js';
import { BIN, startNodeProcess } from './support/node-process.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

const MISUSE = 2;

describe('the command', () => {
  const directory = useTemporaryDirectory();

  function run(...args: string[]) {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], { encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  it('explains itself', () => {
    const { status, stdout } = run('--help');
    expect(status).to.equal(0);
    for (const option of ['--dir', '--port', '--host']) expect(stdout).to.include(option);
  });

  for (const [what, args] of [
    ['no directory', []],
    ['an unknown option', ['--dir', 'x', '--speed', '9']],
    ['a port that is none', ['--dir', 'x', '--port', '70000']],
    ['a port that is no number', ['--dir', 'x', '--port', 'http']],
    ['an argument too many', ['--dir', 'x', 'y']],
  ] as const) {
    it(`answers ${what} with one line and code 2`, () => {
      const { status, stdout, stderr } = run(...args);
      expect({ status, stdout }).to.deep.equal({ status: MISUSE, stdout: '' });
      expect(stderr.trim().split('\n')).to.have.length(1);
    });
  }

  it('answers a directory that is a file with one line and code 2', () => {
    const file = join(directory(), 'file');
    writeFileSync(file, '');
    const { status, stderr } = run('--dir', file);
    expect(status).to.equal(MISUSE);
    expect(stderr.trim().split('\n')).to.have.length(1);
  });

  it('answers a directory in use with one line and code 2, and a killed node leaves it free', async () => {
    const first = await startNodeProcess(directory());
    const { status, stderr } = run('--dir', directory(), '--port', '0');
    expect(status).to.equal(MISUSE);
    expect(stderr).to.match(/^embedded-eventstoredb: the data directory \S+ is in use by process \d+\n$/);
    expect(stderr).to.include(`process ${first.pid}\n`);
    const failure: unknown = await EventStore.open(directory()).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(DirectoryInUseError);
    await first.kill('SIGKILL');
    await (await EventStore.open(directory())).close();
  });

  it('answers a port that is taken with one line and code 2, and gives the directory free', async () => {
    const node = await startNodeProcess(join(directory(), 'one'));
    const port = new URL(node.url).port;
    const { status, stderr } = run('--dir', join(directory(), 'two'), '--port', port);
    expect(status).to.equal(MISUSE);
    expect(stderr).to.include('EADDRINUSE');
    await node.kill('SIGTERM');
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`says where it listens and ends well with ${signal}`, async () => {
      const node = await startNodeProcess(directory());
      expect(node.url).to.match(/^esdb:\/\/127\.0\.0\.1:\d+\?tls=false$/);
      const socket = connect(Number(new URL(node.url).port), '127.0.0.1');
      await once(socket, 'connect');
      expect(await node.kill(signal)).to.equal(0);
      socket.destroy();
    });
  }
});
