import { rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './project-root.mjs';

const services = [
  'customer-service',
  'gateway',
  'order-service',
  'product-service',
  'shopping-command-service',
  'shopping-query-service',
];

const emptyMap = Buffer.from('{"version":3,"sources":[""],"mappings":"A"}').toString('base64');

/** Node reads the source maps of all it loads: those of the packages would cost every start CPU time. */
const withoutMapsOfPackages = {
  name: 'without-maps-of-packages',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => ({
      contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${emptyMap}`,
      loader: 'js',
    }));
  },
};

/** Makes of each compiled service one file with all it imports, unless nothing has changed since they were made. */
export async function bundleServices() {
  const { bundlesAreFresh, noteInputs } = await import('../../dist/src/services/launcher/service-bundles.js');
  if (bundlesAreFresh(projectRoot)) return;

  const { build } = await import('esbuild');
  const startedAt = Date.now();
  const outdir = join(projectRoot, 'dist', 'bundles');
  rmSync(outdir, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: projectRoot,
    entryPoints: services.map((name) => `dist/src/services/${name}.js`),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    // What a service imports only when it is asked for stays a file of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: true,
    sourcesContent: false,
    // Validation, injection and logs tell classes by their names.
    keepNames: true,
    external: ['@node-rs/argon2'],
    // CommonJS packages require Node's own modules, which an ES module cannot without this.
    banner: {
      js: "import { createRequire as bundleRequire } from 'node:module';\nconst require = bundleRequire(import.meta.url);",
    },
    plugins: [withoutMapsOfPackages],
    metafile: true,
    logLevel: 'error',
  });
  const files = Object.keys(metafile.inputs).filter((path) => !path.startsWith('(disabled):'));
  noteInputs(projectRoot, [...files, 'package-lock.json', 'scripts/lib/bundle.mjs'], startedAt);
}
