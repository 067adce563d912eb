import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { DataDirectory } from '../../../src/services/launcher/data-directory.js';
import { StartError } from '../../../src/services/launcher/start-error.js';
import { UsageError } from '../../../src/services/launcher/usage-error.js';
import type { Contest } from './data-directory-contender.js';

describe('data directory', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webstore-data-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is created when needed, and can be taken again after its release', () => {
    const path = join(folder, 'a', 'b');
    DataDirectory.take(path).release();
    const again = DataDirectory.take(path);
    expect(again).to.include({ path, wasAbandoned: false });
  });

  it('is for its owner only', () => {
    const path = join(folder, 'private');
    DataDirectory.take(path);
    expect(statSync(path).mode & 0o777).to.equal(0o700);
  });

  it('is refused while a running process holds it', () => {
    DataDirectory.take(folder);
    expect(() => DataDirectory.take(folder)).to.throw(StartError, `process ${process.pid}`);
  });

  /** Leaves the folder as a launcher of this name does that was killed. */
  const abandon = (path: string, name = `${2 ** 22 + 1}-1`): void => {
    mkdirSync(join(path, 'held-by'), { recursive: true });
    writeFileSync(join(path, 'held-by', name), '');
  };

  it('is taken over from a process that is gone', () => {
    abandon(folder);
    expect(DataDirectory.take(folder).wasAbandoned).to.equal(true);
    expect(readdirSync(folder)).to.deep.equal(['held-by']);
    expect(DataDirectory.holderOf(folder)).to.equal(process.pid);
  });

  it('is taken over when the number of its process now belongs to another one', () => {
    abandon(folder, `${process.pid}-1`);
    expect(DataDirectory.holderOf(folder)).to.equal(undefined);
    expect(DataDirectory.take(folder).wasAbandoned).to.equal(true);
    expect(DataDirectory.holderOf(folder)).to.equal(process.pid);
  });

  it('is taken over when the last one was cut off in letting go', () => {
    mkdirSync(join(folder, 'held-by'));
    expect(DataDirectory.take(folder).wasAbandoned).to.equal(false);
  });

  it('goes to exactly one of several who take over an abandoned one at the same moment', async () => {
    const folders = Array.from({ length: 60 }, (_, round) => join(folder, String(round)));
    for (const path of folders) abandon(path);
    const counters = () => new Int32Array(new SharedArrayBuffer(4 * folders.length));
    const contest: Contest = { folders, contenders: 2, ready: counters(), winners: counters() };
    const script = new URL('./data-directory-contender.js', import.meta.url);
    const workers = Array.from({ length: 2 }, () => new Worker(script, { workerData: contest }));
    const codes = await Promise.all(workers.map((worker) => once(worker, 'exit')));
    expect(codes).to.deep.equal([[0], [0]]);
    expect([...contest.winners]).to.deep.equal(folders.map(() => 1));
  });

  it('cannot be a file, nor in one', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    for (const path of [file, join(file, 'a', 'b')]) {
      expect(() => DataDirectory.take(path)).to.throw(UsageError, /^--data must name .+$/);
    }
  });

  it('cannot be where no folders can be made, and is refused there at once', () => {
    for (const path of ['/proc/webstore', '/proc/webstore/data', '/proc']) {
      expect(() => DataDirectory.take(path)).to.throw(UsageError, /^--data must name .+$/);
    }
  });
});
