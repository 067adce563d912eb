import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DirectoryFile } from '../../../src/infrastructure/discovery/directory-file.js';
import { DirectoryKeeper } from '../../../src/infrastructure/discovery/directory-keeper.js';

describe('what is kept of a directory', () => {
  const services = new Map([
    [
      'things',
      [
        {
          service: 'things',
          instanceId: 'a',
          origin: 'http://127.0.0.1:1',
          since: '1',
          metadata: { pid: '7' },
        },
      ],
    ],
  ]);
  let folder: string;
  let path: string;
  let troubles: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webstore-directory-'));
    path = join(folder, 'new', 'things-1.json');
    troubles = [];
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const keeper = (...registries: string[]) =>
    new DirectoryKeeper(new DirectoryFile(path, registries), (message) => troubles.push(message));
  const keep = async (...registries: string[]): Promise<void> => {
    const own = keeper(...registries);
    own.changed(services);
    await own.kept();
  };

  it('is there for the next process', async () => {
    await keep('http://registry/eureka');
    expect(await keeper('http://registry/eureka').load()).to.deep.equal(services);
  });

  it('is nothing before anything was', async () => {
    expect((await keeper('http://registry/eureka').load()).size).to.equal(0);
    expect(troubles).to.deep.equal([]);
  });

  it('is nothing when it comes from other registries', async () => {
    await keep('http://registry/eureka');
    expect((await keeper('http://other/eureka').load()).size).to.equal(0);
  });

  it('has no password of a registry in it', async () => {
    await keep('http://shop:secret@registry/eureka');
    expect(readFileSync(path, 'utf8')).to.not.include('secret');
    expect((await keeper('http://shop:changed@registry/eureka').load()).size).to.equal(1);
  });

  it('is nothing when it is damaged, and that is told', async () => {
    await keep('http://registry/eureka');
    writeFileSync(path, '{"format"');
    expect((await keeper('http://registry/eureka').load()).size).to.equal(0);
    expect(troubles).to.deep.equal([`${path} can not be read`]);
  });

  it('may have no place: that is told, too', async () => {
    writeFileSync(join(folder, 'new'), 'a file');
    await keep('http://registry/eureka');
    expect(troubles).to.deep.equal([`${path} can not be written`]);
  });
});
