import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { UnknownLabelError } from '../../../src/services/config-server/back-ends/back-end.js';
import { GitBackEnd } from '../../../src/services/config-server/back-ends/git-back-end.js';
import { GitError } from '../../../src/services/config-server/back-ends/git.js';

const gitIsThere = spawnSync('git', ['--version']).status === 0;

describe('git back end', function () {
  this.timeout(60_000);
  let folder: string;
  let repository: string;
  let directory: string;
  const open: GitBackEnd[] = [];

  const run = (...parameters: string[]): string =>
    execFileSync(
      'git',
      ['-C', repository, '-c', 'user.name=Test', '-c', 'user.email=test@webstore.example', ...parameters],
      { stdio: 'pipe' },
    )
      .toString()
      .trim();

  const commit = async (file: string, text: string): Promise<string> => {
    await writeFile(join(repository, file), text);
    run('add', '--all');
    run('commit', '--quiet', '--message', 'Change');
    return run('rev-parse', 'HEAD');
  };

  const backEnd = async (options: { uri?: string; defaultLabel?: string } = {}): Promise<GitBackEnd> => {
    const one = new GitBackEnd({ uri: repository, directory, defaultLabel: 'main', ...options });
    open.push(one);
    await one.open();
    return one;
  };

  const read = async (one: GitBackEnd, label?: string, file = 'application.yml') => {
    const tree = await one.tree(label);
    return { text: (await tree.read(file))?.toString(), version: tree.version };
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'config-git-'));
    repository = join(folder, 'repository');
    directory = join(folder, 'copy');
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((one) => one.close()));
    await rm(folder, { recursive: true, force: true });
  });
  it('says in one line that there is no git', async () => {
    const { PATH } = process.env;
    process.env['PATH'] = folder;
    try {
      await backEnd().then(
        () => expect.fail('it was opened'),
        (error: unknown) => expect((error as Error).message).to.equal('There is no git executable here'),
      );
    } finally {
      process.env['PATH'] = PATH;
    }
  });

  // Whoever serves a folder needs no git: these run where there is one.
  if (gitIsThere) describe('with git', withGit);

  function withGit(): void {
    beforeEach(() => execFileSync('git', ['init', '--quiet', '--initial-branch', 'main', repository]));

    it('serves branches, tags and commits', async () => {
      const first = await commit('application.yml', 'a: 1');
      run('tag', '--annotate', 'v1', '--message', 'One');
      run('checkout', '--quiet', '-b', 'feature/two');
      const second = await commit('application.yml', 'a: 2');
      run('checkout', '--quiet', 'main');
      const third = await commit('application.yml', 'a: 3');

      const one = await backEnd();
      expect(await read(one)).to.deep.equal({ text: 'a: 3', version: third });
      expect(await read(one, 'main')).to.deep.equal({ text: 'a: 3', version: third });
      expect(await read(one, 'feature/two')).to.deep.equal({ text: 'a: 2', version: second });
      expect(await read(one, 'v1')).to.deep.equal({ text: 'a: 1', version: first });
      expect(await read(one, first)).to.deep.equal({ text: 'a: 1', version: first });
      expect(await read(one, second.slice(0, 10))).to.deep.equal({ text: 'a: 2', version: second });
      expect(await read(one, 'main', 'none.yml')).to.include({ text: undefined });
    });

    for (const label of [
      'none',
      '0000000',
      'refs/heads/main',
      'HEAD',
      '--help',
      'main^',
      'main:application.yml',
      '@{-1}',
    ]) {
      it(`knows no label ${label}`, async () => {
        await commit('application.yml', 'a: 1');
        const one = await backEnd();
        await one.tree(label).then(
          () => expect.fail('it is known'),
          (error: unknown) => expect(error).to.be.instanceOf(UnknownLabelError),
        );
      });
    }

    it('takes master where there is no main, as Spring does', async () => {
      run('checkout', '--quiet', '-b', 'master');
      await commit('application.yml', 'a: 1');
      expect(await read(await backEnd())).to.include({ text: 'a: 1' });
    });

    it('sees what was pushed, moved and taken away', async () => {
      await commit('application.yml', 'a: 1');
      run('branch', 'gone');
      const one = await backEnd();
      const before = await one.fingerprint();
      expect(await one.fingerprint()).to.equal(before);

      run('branch', '--delete', 'gone');
      await writeFile(join(repository, 'application.yml'), 'a: 2');
      run('commit', '--quiet', '--all', '--amend', '--message', 'Another');
      expect(await one.fingerprint()).to.not.equal(before);
      expect(await read(one)).to.include({ text: 'a: 2' });
      await one.tree('gone').then(
        () => expect.fail('it is still there'),
        (error: unknown) => expect(error).to.be.instanceOf(UnknownLabelError),
      );
    });

    it('answers from its copy while the repository is away, also after a restart', async () => {
      await commit('application.yml', 'a: 1');
      await backEnd();
      await rename(repository, `${repository}.away`);
      const again = await backEnd();
      expect(await read(again)).to.include({ text: 'a: 1' });
      await again.fingerprint().then(
        () => expect.fail('it was found'),
        (error: unknown) => expect(error).to.be.instanceOf(GitError),
      );
    });

    it('gives no file that a symbolic link only points to', async () => {
      execFileSync('ln', ['-s', '/etc/passwd', join(repository, 'link.yml')]);
      await commit('application.yml', 'a: 1');
      expect(await read(await backEnd(), 'main', 'link.yml')).to.include({ text: undefined });
    });

    it('says in one line why it cannot start', async () => {
      await backEnd({ uri: join(folder, 'none') }).then(
        () => expect.fail('it was opened'),
        (error: unknown) => {
          expect(error).to.be.instanceOf(GitError);
          expect((error as Error).message).to.match(/^[^\n]+$/);
        },
      );
    });
  }
});
