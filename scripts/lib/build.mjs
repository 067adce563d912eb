import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bundleServices } from './bundle.mjs';
import { projectRoot } from './project-root.mjs';

/** Compiles and bundles what has changed since the last build; ends the process with the compiler's messages when it fails. */
export async function build() {
  const compiler = join(projectRoot, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-b'], { cwd: projectRoot, stdio: 'inherit' });
  if (status === 0) return bundleServices();
  console.error('The build failed.');
  process.exit(1);
}
