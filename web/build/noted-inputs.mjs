import { relative } from 'node:path';
import { projectRoot } from '../../scripts/lib/project-root.mjs';

const settings = [
  'package-lock.json',
  'tsconfig.base.json',
  'web/tsconfig.json',
  'web/vite.config.mjs',
  'web/build/compressed.mjs',
  'web/build/noted-inputs.mjs',
  'web/shop/index.html',
  'web/console/index.html',
];

/** Writes down what the pages were made of, so that they are made again only when that has changed. */
export function notedInputs() {
  const files = new Set(settings);
  let startedAt;
  return {
    name: 'noted-inputs',
    apply: 'build',
    buildStart() {
      startedAt = Date.now();
    },
    moduleParsed({ id }) {
      const path = relative(projectRoot, id.split('?', 1)[0]);
      const isFile = !id.startsWith('\0') && !path.startsWith('..');
      // Packages change with the lock file only.
      if (isFile && !path.startsWith('node_modules')) files.add(path);
    },
    async closeBundle() {
      const { noteInputs } = await import('../../dist/src/services/launcher/build-inputs.js');
      noteInputs(projectRoot, 'dist/site/.vite/inputs.json', [...files], startedAt);
    },
  };
}
