import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DirectoryLock, DirectoryLockedError, type LockOptions } from '../src/index.js';
import { type Holder, ownIdentity } from '../src/lock/holder.js';
import { type KernelName, holdKernelName } from '../src/lock/kernel-name.js';
import { runRacer, startHolder } from './support/lock-process.js';
import { withoutNames } from './support/without-names.js';

describe('the lock of an embedded node on its directory', () => {
  let base: string;
  let directory: string;
  let own: Holder;

  before(async () => {
    own = await ownIdentity();
  });

  beforeEach(async () => {
    base = await realpath(await mkdtemp(join(tmpdir(), 'embedded-lock-')));
    directory = join(base, 'data');
    await mkdir(directory);
  });

  afterEach(() => rm(base, { recursive: true }));

  /** Who was in the way; undefined when the directory was free. */
  async function refusal(options?: LockOptions, path = directory): Promise<string | undefined> {
    try {
      const lock = await DirectoryLock.acquire(path, options);
      await lock.release();
      return undefined;
    } catch (error) {
      expect(error).to.be.instanceOf(DirectoryLockedError);
      return (error as DirectoryLockedError).holder;
    }
  }

  function leave(content: object | string, name = 'lock'): Promise<void> {
    return writeFile(join(directory, name), textOf(content));
  }

  const self = `process ${process.pid}`;
  const systems = { kernel: {}, none: withoutNames } as const;
  for (const names of ['kernel', 'none'] as const) {
    const options = systems[names];

    describe(names === 'kernel' ? 'with the names of the kernel' : 'by its file alone', () => {
      it('is given once, and again after its release, which leaves nothing', async () => {
        const lock = await DirectoryLock.acquire(directory, options);
        expect(await readdir(directory)).to.deep.equal(['lock']);
        expect(await refusal(options)).to.equal(self);
        await lock.release();
        expect(await readdir(directory)).to.deep.equal([]);
        expect(await refusal(options)).to.equal(undefined);
      });

      it('is one whichever path leads to the directory', async () => {
        const path = join(base, 'link');
        await symlink(directory, path);
        const lock = await DirectoryLock.acquire(path, options);
        expect(await refusal(options)).to.equal(self);
        await lock.release();
        expect(await refusal(options, path)).to.equal(undefined);
      });

      it('says in one line which process is in the way, until that lets go', async () => {
        const first = await startHolder(directory, names);
        expect(first.outcome).to.equal('held');
        const second = await startHolder(directory, names);
        expect(second.outcome).to.equal(`the data directory ${directory} is in use by process ${first.pid}`);
        await second.end('SIGTERM');
        await first.end('SIGTERM');
        expect(await readdir(directory)).to.deep.equal([]);
        expect(await refusal(options)).to.equal(undefined);
      });

      it('is free at once when its holder was killed', async () => {
        const holder = await startHolder(directory, names);
        await holder.end('SIGKILL');
        expect(await readdir(directory)).to.deep.equal(['lock']);
        expect(await refusal(options)).to.equal(undefined);
      });

      it('is free when another process has the number of its holder, or the system has been started since', async () => {
        await leave({ ...own, started: 'another life' });
        expect(await refusal(options)).to.equal(undefined);
        await leave({ ...own, boot: 'another run' });
        expect(await refusal(options)).to.equal(undefined);
      });

      it('is free when its file holds nothing that a process wrote', async () => {
        for (const content of ['', '{"pid":', 'null', '{"pid":-1}']) {
          await leave(content);
          expect(await refusal(options), content).to.equal(undefined);
        }
      });

      it('is refused in one line where something other than a file bears its name', async () => {
        const outcome = (): Promise<string> =>
          DirectoryLock.acquire(directory, options).then(
            () => 'taken',
            ({ message }: Error) => message,
          );
        const place = join(directory, 'lock');
        await symlink('/nowhere/at/all', place);
        expect(await outcome()).to.equal(`${place} is not a file: remove it`);
        await rm(place);
        await mkdir(place);
        expect(await outcome()).to.equal(`${place} is not a file: remove it`);
      });

      it('steps over processes that died while they took over, and clears up after them', async () => {
        const [a, b, c] = ['a', 'b', 'c'].map((token) => ({ ...own, started: 'another life', token }));
        await leave(a!);
        await leave(b!, placeBehind(a!));
        await leave(c!, placeBehind(b!));
        await leave('', 'lock.draft-of-a-dead-process');
        const lock = await DirectoryLock.acquire(directory, options);
        expect(await readdir(directory)).to.deep.equal(['lock']);
        expect(await readFile(join(directory, 'lock'), 'utf8')).to.contain(`"pid":${process.pid},`);
        await lock.release();
      });

      it('goes to one only of many that find its holder dead together', async () => {
        for (let round = 0; round < 3; round++) {
          await leave({ ...own, started: 'another life', round });
          const attempts = Array.from({ length: 20 }, () => DirectoryLock.acquire(directory, options));
          const taken = [];
          for (const attempt of await Promise.allSettled(attempts)) {
            if (attempt.status === 'fulfilled') taken.push(attempt.value);
            else expect(attempt.reason).to.be.instanceOf(DirectoryLockedError);
          }
          for (const lock of taken) await lock.release();
          expect(taken).to.have.length(1);
        }
      });

      describe('with a file of an earlier version', () => {
        const earlier = (): Record<string, object> => ({
          eventstoredb: own,
          mongodb: { pid: own.pid, started: `${own.boot}:${own.started}`, token: 'a' },
        });

        it('is not free while that process lives', async function () {
          if (own.boot === undefined) return; // Elsewhere than on Linux its file does not tell.
          for (const [node, file] of Object.entries(earlier())) {
            await leave(file);
            expect(await refusal(options), node).to.equal(self);
          }
        });

        it('is free when that process is dead', async () => {
          for (const [node, file] of Object.entries(earlier())) {
            await leave({ ...file, started: `${own.boot}:1` });
            await leave(file, 'lock.4711');
            expect(await refusal(options), node).to.equal(undefined);
            expect(await readdir(directory)).to.deep.equal([]);
          }
        });
      });
    });
  }

  it('goes to one process at a time of several that take it from the dead, by its file alone', async () => {
    await leave({ ...own, started: 'another life' });
    const racers = Array.from({ length: 3 }, () => runRacer(directory, 40));
    expect(await Promise.all(racers)).to.deep.equal([0, 0, 0]);
  });

  it('has a name of the kernel on Linux and Windows, held once', async () => {
    const name = await holdKernelName(directory);
    if (process.platform !== 'linux' && process.platform !== 'win32') {
      expect(name).to.equal(undefined);
      return;
    }
    expect(await holdKernelName(directory)).to.equal('taken');
    await (name as KernelName).release();
    const again = await holdKernelName(directory);
    expect(again).not.to.equal('taken');
    await (again as KernelName).release();
  });

  it('is not given by the kernel when the file names nobody, or somebody dead', async () => {
    const holdName = () => Promise.resolve('taken' as const);
    expect(await refusal({ holdName })).to.equal('another process');
    await leave({ ...own, started: 'another life' });
    expect(await refusal({ holdName })).to.equal('another process');
  });

  it('waits for a holder that is just letting go', async () => {
    let looks = 0;
    const letGo = { release: () => Promise.resolve() };
    const holdName = () => Promise.resolve(++looks < 3 ? ('taken' as const) : letGo);
    expect(await refusal({ holdName })).to.equal(undefined);
    expect(looks).to.equal(3);
  });

  it('goes by the name of the kernel, else by the number, where nothing tells when a process started', async () => {
    const unknown = { pid: own.pid, ...(own.boot !== undefined && { boot: own.boot }) };
    await leave(unknown);
    expect(await refusal(withoutNames)).to.equal(self);
    const holdName = () => Promise.resolve({ release: () => Promise.resolve() });
    expect(await refusal({ holdName })).to.equal(undefined);
  });
});

function textOf(content: object | string): string {
  return typeof content === 'string' ? content : JSON.stringify(content);
}

/** The place in the chain that a process takes to follow a dead one. */
function placeBehind(content: object): string {
  return `lock.${createHash('sha256').update(textOf(content)).digest('hex').slice(0, 32)}`;
}
