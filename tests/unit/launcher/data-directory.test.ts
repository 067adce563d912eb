import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DataDirectory } from '../../../src/services/launcher/data-directory.js';
import { StartError } from '../../../src/services/launcher/start-error.js';

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

  it('is refused while a running process holds it', () => {
    DataDirectory.take(folder);
    expect(() => DataDirectory.take(folder)).to.throw(StartError, `process ${process.pid}`);
  });

  it('is taken over from a process that is gone', () => {
    writeFileSync(join(folder, 'launcher.lock'), JSON.stringify({ pid: 2 ** 22 + 1, startTime: '1' }));
    expect(DataDirectory.take(folder).wasAbandoned).to.equal(true);
  });

  it('is taken over when the number of its process now belongs to another one', () => {
    writeFileSync(join(folder, 'launcher.lock'), JSON.stringify({ pid: process.pid, startTime: 'earlier' }));
    expect(DataDirectory.take(folder).wasAbandoned).to.equal(true);
    expect(JSON.parse(readFileSync(join(folder, 'launcher.lock'), 'utf8'))).to.have.property(
      'pid',
      process.pid,
    );
  });

  it('is taken over when the last start was cut off in writing its lock', () => {
    writeFileSync(join(folder, 'launcher.lock'), '{"pi');
    expect(DataDirectory.take(folder).wasAbandoned).to.equal(true);
  });

  it('cannot be a file', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(() => DataDirectory.take(file)).to.throw(StartError, 'data folder cannot be used');
  });
});
