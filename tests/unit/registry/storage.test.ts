import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  DamagedRegistryFileError,
  RegistryFile,
} from '../../../src/services/registry/storage/registry-file.js';
import { StateKeeper } from '../../../src/infrastructure/system/state-keeper.js';

describe('the registry on disk', () => {
  let folder: string;
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'webstore-registry-file-'))));
  after(() => rm(folder, { recursive: true }));

  it('is empty before anything was kept', async () => {
    expect(await new RegistryFile(join(folder, 'none')).load()).to.deep.equal([]);
  });

  for (const content of [
    '',
    '{"format":1,"lea',
    'null',
    '{"format":2,"leases":[]}',
    '{"format":1,"leases":[{}]}',
  ]) {
    it(`is refused and put aside as ${JSON.stringify(content)}`, async () => {
      const file = new RegistryFile(folder);
      await writeFile(file.path, content);
      const error = await file.load().catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(DamagedRegistryFileError);
      expect(await readFile(await file.putAside(), 'utf8')).to.equal(content);
      expect(await file.load()).to.deep.equal([]);
    });
  }
});

describe('a state keeper', () => {
  it('writes the latest state, one write at a time, and says when it is kept', async () => {
    const saved: number[] = [];
    let writing = 0;
    const keeper = new StateKeeper<number>(() => {}, {
      save: async (state) => {
        expect((writing += 1)).to.equal(1);
        await Promise.resolve();
        saved.push(state);
        writing -= 1;
      },
    });
    keeper.changed(1);
    keeper.changed(2);
    await keeper.kept();
    expect(saved).to.deep.equal([2]);
    keeper.changed(3);
    await keeper.kept();
    expect(saved).to.deep.equal([2, 3]);
  });

  it('tells of a write that failed, and tries again with the next change', async () => {
    const failures: unknown[] = [];
    let full = true;
    const saved: number[] = [];
    const keeper = new StateKeeper<number>((error) => failures.push(error), {
      save: async (state) => {
        if (full) throw new Error('no space');
        saved.push(state);
      },
    });
    keeper.changed(1);
    await keeper.kept();
    expect(failures).to.have.lengthOf(1);
    full = false;
    keeper.changed(2);
    await keeper.kept();
    expect(saved).to.deep.equal([2]);
  });
});
