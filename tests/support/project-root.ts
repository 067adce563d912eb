import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the root package.json, found upwards, so that a test works from its source and from dist alike. */
export const projectRoot = findUpwards(dirname(fileURLToPath(import.meta.url)));

function findUpwards(folder: string): string {
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
    if (name === 'webstore') return folder;
  }
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json of webstore above this file.');
  return findUpwards(parent);
}
