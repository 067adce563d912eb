import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';

const parentWatch = new URL('../../../src/services/launcher/parent-watch.js', import.meta.url).href;

describe('parent watch', () => {
  let child: ChildProcess;
  afterEach(() => void child.kill('SIGKILL'));

  const serving = (first = ''): ChildProcess =>
    spawn(process.execPath, ['--import', parentWatch, '--eval', `${first} setInterval(() => {}, 1_000);`], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
  const end = async (): Promise<unknown> =>
    (await once(child, 'exit', { signal: AbortSignal.timeout(10_000) }))[0];

  it('ends a process whose launcher has died', async () => {
    child = serving(`process.send('here');`);
    await once(child, 'message');
    child.disconnect();
    expect(await end()).to.equal(1);
  });

  it('ends a process whose launcher has died before it came up', async () => {
    child = serving();
    child.disconnect();
    expect(await end()).to.equal(1);
  });
});
