import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { projectRoot } from '../../support/project-root.js';

/** A stand-in for npm: notes what it was told to do. */
const fakeNpm = `require('fs').writeFileSync('told.json', JSON.stringify(process.argv.slice(2)))`;

describe('installation by npm start and npm test', () => {
  const script = pathToFileURL(join(projectRoot, 'scripts', 'lib', 'install.mjs')).href;
  const lock = JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } });
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'webstore-install-'));
    writeFileSync(join(root, 'npm.js'), fakeNpm);
    writeFileSync(join(root, 'package-lock.json'), lock);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function install(environment: NodeJS.ProcessEnv = {}): void {
    const code = `(await import(${JSON.stringify(script)})).installDependencies(${JSON.stringify(root)})`;
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
      env: { ...process.env, npm_execpath: join(root, 'npm.js'), ...environment },
    });
    expect(status, stderr).to.equal(0);
  }
  const told = () => JSON.parse(readFileSync(join(root, 'told.json'), 'utf8')) as string[];

  it('takes what the build needs, whatever the environment would leave out', () => {
    install({ NODE_ENV: 'production', npm_config_omit: 'dev,optional' });
    expect(told()).to.include.members(['ci', '--include=dev', '--include=optional']);
  });

  it('does nothing where everything is there', () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), lock);
    install();
    expect(told).to.throw('ENOENT');
  });
});
