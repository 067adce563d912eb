import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

/**
 * Makes the pages of storefront and console, unless nothing has changed since they were made. In a process of its own: the
 * bundler's memory would stay for as long as the shop runs.
 *
 * @returns {Promise<boolean>} false when the bundler has refused, and said why
 */
export async function buildWeb() {
  const { inputsAreUnchanged } = await import('../../dist/src/services/launcher/build-inputs.js');
  if (inputsAreUnchanged(projectRoot, 'dist/site/.vite/inputs.json')) return true;
  const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
  const web = join(projectRoot, 'web');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: web,
    // Standard output belongs to what was started.
    stdio: ['ignore', 2, 2],
  });
  const [status] = await once(child, 'close');
  return status === 0;
}
