import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { DirectoryInUseError } from '../src/storage/errors.js';
import { DirectoryLock } from '../src/storage/lock.js';
import { BIN, startNodeProcess } from './support/node-process.js';
import { useTemporaryDirectory } from './support/temporary-directory.js';

describe('the lock of a data directory', () => {
  const directory = useTemporaryDirectory();
  const lockFile = (): string => join(directory(), 'lock');

  async function acquireAndRelease(): Promise<void> {
    const lock = await DirectoryLock.acquire(directory());
    await lock.release();
  }

  async function refusal(): Promise<unknown> {
    return acquireAndRelease().then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it('is given once, and again after its release', async () => {
    const lock = await DirectoryLock.acquire(directory());
    const error = await refusal();
    expect(error).to.be.instanceOf(DirectoryInUseError);
    expect((error as Error).message).to.include(`is in use by process ${process.pid}`);
    await lock.release();
    expect(existsSync(lockFile())).to.equal(false);
    expect(await refusal()).to.equal(undefined);
  });

  it('makes a second process end with one line and code 2', async () => {
    const lock = await DirectoryLock.acquire(directory());
    const second = spawn(process.execPath, [BIN, '--dir', directory(), '--port', '0']);
    let errors = '';
    second.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const [code] = (await once(second, 'close')) as [number];
    expect(code).to.equal(2);
    expect(errors.trim().split('\n')).to.have.length(1);
    expect(errors).to.include(`in use by process ${process.pid}`);
    await lock.release();
  });

  it('is free at once when its holder was killed', async () => {
    const node = await startNodeProcess(directory());
    expect(await refusal()).to.be.instanceOf(DirectoryInUseError);
    await node.kill('SIGKILL');
    expect(existsSync(lockFile())).to.equal(true);
    expect(await refusal()).to.equal(undefined);
  });

  it('is free when another process has got the number of its holder since', async () => {
    const lock = await DirectoryLock.acquire(directory());
    const holder = JSON.parse(readFileSync(lockFile(), 'utf8')) as { started: string };
    await lock.release();
    writeFileSync(lockFile(), JSON.stringify({ ...holder, started: `${Number(holder.started) - 1}` }));
    expect(await refusal()).to.equal(undefined);
  });

  it('is free when its file holds nothing that makes sense', async () => {
    writeFileSync(lockFile(), '{"pid":');
    expect(await refusal()).to.equal(undefined);
  });
});
