import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeDirectory } from '../src/index.js';

describe('making a directory', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'embedded-disk-'));
  });

  afterEach(() => rmSync(root, { recursive: true }));

  it('makes those above it, and takes what is there', () => {
    const directory = join(root, 'a', 'b');
    makeDirectory(directory);
    makeDirectory(directory);
    expect(existsSync(directory)).to.equal(true);
  });

  it('ends where there is a file in the way', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => makeDirectory(join(root, 'file', 'a'))).to.throw('ENOTDIR');
  });

  it('ends where the file system takes no directories', function () {
    if (!existsSync('/proc/self')) return this.skip();
    expect(() => makeDirectory('/proc/webstore/a')).to.throw('ENOENT');
  });
});
