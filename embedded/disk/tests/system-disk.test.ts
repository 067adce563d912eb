import { closeSync, fstatSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { SystemDisk, makeRoom, withoutRoom } from '../src/index.js';

describe('disk of the embedded stores', () => {
  const disk = new SystemDisk();
  let directory: string;
  let file: string;
  let fd: number;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'embedded-disk-'));
    file = join(directory, 'log');
    fd = openSync(file, 'w+');
  });

  afterEach(() => {
    closeSync(fd);
    rmSync(directory, { recursive: true });
  });

  it('writes at any place, and fills and cuts off', () => {
    disk.write(fd, Buffer.from('written'), 0);
    disk.zero(fd, 7, 3);
    disk.write(fd, Buffer.from('N'), 7);
    expect(readFileSync(file, 'latin1')).to.equal('writtenN\0\0');
    disk.resize(fd, 8);
    expect(readFileSync(file, 'latin1')).to.equal('writtenN');
  });

  it('syncs little at once when it has been seen to be fast, and much on another thread', async () => {
    for (let i = 0; i < 50; i++) {
      disk.write(fd, Buffer.from('little'), 0);
      await disk.sync(fd);
    }
    disk.write(fd, Buffer.alloc(512 * 1024), 0);
    const much = disk.sync(fd);
    expect(much).to.be.instanceOf(Promise);
    await much;
  });

  it('makes room of zeros behind what was written', () => {
    disk.write(fd, Buffer.from('log'), 0);
    const size = makeRoom(disk, fd, 3);
    expect(fstatSync(fd).size).to.equal(size);
    expect(withoutRoom(readFileSync(file)).toString()).to.equal('log');
  });

  it('does without room where the disk is full', () => {
    const full = new SystemDisk();
    full.zero = () => {
      throw new Error('ENOSPC: no space left on device');
    };
    expect(makeRoom(full, fd, 3)).to.equal(3);
  });
});
