import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { projectRoot } from '../../support/project-root.js';

describe('programs of package.json', () => {
  function run(program: string, environment: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(projectRoot, 'scripts', 'run.mjs'), program],
      { encoding: 'utf8', env: { ...process.env, ...environment } },
    );
    return { status, stdout, stderr };
  }

  it('say in one line that nothing is built yet', () => {
    const { status, stdout, stderr } = run('src/cli/nothing');
    expect([status, stdout]).to.deep.equal([1, '']);
    expect(stderr).to.match(/^WebStore is not built yet: .+\n$/);
  });

  it('refuse a port offset that is none in one line', () => {
    const { status, stdout, stderr } = run('src/cli/demo', { WEBSTORE_PORT_OFFSET: 'x' });
    expect([status, stdout]).to.deep.equal([2, '']);
    expect(stderr).to.match(/^the port offset must be .+\n$/);
  });
});
