import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { UnknownLabelError } from '../../../src/services/config-server/back-ends/back-end.js';
import { FolderBackEnd } from '../../../src/services/config-server/back-ends/folder-back-end.js';

describe('folder back end', () => {
  let root: string;
  let folder: string;
  let backEnd: FolderBackEnd;

  const read = async (path: string, label?: string) =>
    (await (await backEnd.tree(label)).read(path))?.toString();

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'config-folder-'));
    folder = join(root, 'config');
    await mkdir(join(folder, 'etc'), { recursive: true });
    await writeFile(join(folder, 'application.yml'), 'a: 1');
    await writeFile(join(folder, 'etc', 'motd'), 'hello');
    await writeFile(join(root, 'secret.yml'), 'a: secret');
    backEnd = new FolderBackEnd(folder, 'main');
    await backEnd.open();
  });

  afterEach(() => rm(root, { recursive: true, force: true }));

  it('reads files, and knows which are not there', async () => {
    expect(await read('application.yml')).to.equal('a: 1');
    expect(await read('etc/motd')).to.equal('hello');
    for (const path of ['none.yml', 'etc', 'application.yml/x', 'x'.repeat(300)]) {
      expect(await read(path), path).to.equal(undefined);
    }
  });

  it('takes a sub-folder for a label, whose files come first', async () => {
    await mkdir(join(folder, 'blue'));
    await writeFile(join(folder, 'blue', 'application.yml'), 'a: 2');
    expect(await read('application.yml', 'blue')).to.equal('a: 2');
    expect(await read('etc/motd', 'blue')).to.equal('hello');
    expect(await read('application.yml', 'main')).to.equal('a: 1');
    await backEnd.tree('green').then(
      () => expect.fail('it is known'),
      (error: unknown) => expect(error).to.be.instanceOf(UnknownLabelError),
    );
  });

  it('follows links within, none that lead out', async () => {
    await symlink(join(folder, 'etc', 'motd'), join(folder, 'inside'));
    await symlink(join(root, 'secret.yml'), join(folder, 'outside.yml'));
    await symlink(root, join(folder, 'up'));
    expect(await read('inside')).to.equal('hello');
    expect(await read('outside.yml')).to.equal(undefined);
    expect(await read('up/secret.yml')).to.equal(undefined);
    expect(await read('../secret.yml')).to.equal(undefined);
  });

  it('has another fingerprint after every change', async () => {
    const seen = new Set([await backEnd.fingerprint()]);
    const changes = [
      () => writeFile(join(folder, 'application.yml'), 'a: 2'),
      () => writeFile(join(folder, 'etc', 'motd'), 'HELLO'),
      () => writeFile(join(folder, 'new.yml'), ''),
      () => rm(join(folder, 'new.yml')),
    ];
    for (const change of changes.slice(0, 3)) {
      await change();
      const fingerprint = await backEnd.fingerprint();
      expect(seen).to.not.include(fingerprint);
      seen.add(fingerprint);
      expect(await backEnd.fingerprint()).to.equal(fingerprint);
    }
    await changes[3]!();
    expect(await backEnd.fingerprint()).to.not.equal([...seen].at(-1));
  });

  it('gives a hint when a file changes', async () => {
    let end = (): void => undefined;
    const hint = new Promise<void>((resolve) => {
      end = backEnd.onHint(resolve);
    });
    await writeFile(join(folder, 'application.yml'), 'a: 2');
    await hint;
    end();
  });

  it('must be there', async () => {
    await new FolderBackEnd(join(root, 'none'), 'main').open().then(
      () => expect.fail('it was opened'),
      (error: unknown) => expect((error as Error).message).to.match(/is not a folder/),
    );
  });
});
