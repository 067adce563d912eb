import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { buildWeb } from './build-web.mjs';
import { bundleServices } from './bundle.mjs';
import { projectRoot } from './project-root.mjs';

/** Compiles and bundles services and pages as far as they have changed since the last build; ends the process with the compiler's messages when it fails. */
export async function build() {
  const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-b', '.', 'web/tests'], {
    cwd: projectRoot,
    stdio: 'inherit',
  });
  if (status === 0 && (await Promise.all([bundleServices(), buildWeb()]))[1]) return;
  console.error('The build failed.');
  process.exit(1);
}
