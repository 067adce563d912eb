import { existsSync, mkdirSync, readFileSync, rmdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ProcessList } from '../../../src/services/launcher/process-list.js';

describe('the list of processes', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webstore-list-'));
    file = join(folder, 'processes.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const till = { name: 'till', script: 'till.js', url: 'http://127.0.0.1:1' } as never;
  const pids = () => (JSON.parse(readFileSync(file, 'utf8')) as { pid: number }[]).map(({ pid }) => pid);

  it('is missing, rather than wrong or the end of the launcher, while it can not be written', () => {
    const list = new ProcessList(folder);
    list.record(till, 1);
    mkdirSync(`${file}.new`);
    list.record(till, 2);
    expect(existsSync(file)).to.equal(false);
    rmdirSync(`${file}.new`);
    list.record(till, 3);
    expect(pids()).to.deep.equal([3]);
  });
});
