import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

/** Makes of each compiled service one file with all it imports, unless nothing has changed since they were made. */
export async function bundleServices() {
  const { bundleInputs, bundlesAreFresh } =
    await import('../../dist/src/services/launcher/service-bundles.js');
  if (bundlesAreFresh(projectRoot)) return;
  const { serviceNames } = await import('../../dist/src/application/service-names.js');
  const bundled = [...serviceNames, 'gateway', 'registry', 'config-server'];

  const { build, stop } = await import('esbuild');
  const startedAt = Date.now();
  const outdir = join(projectRoot, 'dist', 'bundles');
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: bundled.map((name) => `dist/src/services/${name}.js`),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What a service imports only when it is asked for stays a file of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Each process keeps the source text it runs: half of it comments and indentation, and two bytes a character for a single
    // comment in typographic quotes.
    minifyWhitespace: true,
    lineLimit: 120,
    // The client of Kafka reads a file beside its own.
    external: ['@node-rs/argon2', '@platformatic/kafka'],
    // CommonJS packages require Node's own modules, which an ES module cannot without this.
    banner: {
      js: "import { createRequire as bundleRequire } from 'node:module';\nconst require = bundleRequire(import.meta.url);",
    },
    metafile: true,
    logLevel: 'error',
  });
  // Its helper process would stay for as long as the shop runs.
  await stop();
  const files = Object.keys(metafile.inputs).filter((path) => !path.startsWith('(disabled):'));
  const { noteInputs } = await import('../../dist/src/services/launcher/build-inputs.js');
  noteInputs(projectRoot, bundleInputs, [...files, 'package-lock.json', 'scripts/lib/bundle.mjs'], startedAt);
}
