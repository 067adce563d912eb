import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

// Building and testing take what NODE_ENV=production and npm's own `omit` would leave out.
const all = ['--include=dev', '--include=optional'];

/** Installs what package-lock.json asks for, unless node_modules holds just that already. */
export function installDependencies(root = projectRoot) {
  if (isInstalled(root)) return;
  console.error('Installing dependencies …');
  const npmCli = process.env.npm_execpath;
  const [command, ...npmArguments] = npmCli?.endsWith('.js') ? [process.execPath, npmCli] : ['npm'];
  const { status, stdout, stderr, error } = spawnSync(
    command,
    [...npmArguments, 'ci', ...all, '--no-audit', '--no-fund', '--loglevel=error'],
    { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' && command === 'npm' },
  );
  if (status === 0) return;
  console.error(
    `${stdout ?? ''}${stderr ?? ''}${error ? `${error.message}\n` : ''}Installing dependencies failed.`,
  );
  process.exit(1);
}

/** npm writes the hidden lockfile as its last step, so one that agrees means a finished install. */
function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional }]) =>
      path === '' || (present[path] ? present[path].version === version : optional),
  );
}

function packagesOf(lockfile) {
  try {
    return JSON.parse(readFileSync(lockfile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
