// `npm run demo` and `npm run bench:…`: runs a program that has been built.
import './lib/check-node.mjs';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './lib/project-root.mjs';

const [program] = process.argv.splice(2, 1);
const file = join(projectRoot, 'dist', `${program}.js`);
if (!existsSync(file)) {
  console.error('WebStore is not built yet: run `npm run build` first');
  process.exit(1);
}
process.argv[1] = file;
await import(pathToFileURL(file).href);
