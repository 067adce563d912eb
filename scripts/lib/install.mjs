import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

/** Installs what package-lock.json asks for, unless node_modules holds just that already. */
export function installDependencies() {
  if (isInstalled()) return;
  console.error('Installing dependencies …');
  const npmCli = process.env.npm_execpath;
  const [command, ...npmArguments] = npmCli?.endsWith('.js') ? [process.execPath, npmCli] : ['npm'];
  const { status, stdout, stderr, error } = spawnSync(
    command,
    [...npmArguments, 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: projectRoot, encoding: 'utf8', shell: process.platform === 'win32' && command === 'npm' },
  );
  if (status === 0) return;
  console.error(
    `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}Installing dependencies failed.`,
  );
  process.exit(1);
}

/** npm writes the hidden lockfile as its last step, so one that agrees means a finished install. */
function isInstalled() {
  const wanted = packagesOf('package-lock.json');
  const present = packagesOf(join('node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] ? present[path].version === version : optional),
  );
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(join(projectRoot, lockfile), 'utf8')).packages;
  } catch {
    return undefined;
  }
}
