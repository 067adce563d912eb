import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder: the nearest one upwards that holds the embedded nodes. */
export const projectRoot = findUpwards(dirname(fileURLToPath(import.meta.url)));

function findUpwards(folder: string): string {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'embedded'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('The launcher is not inside the project.');
  return findUpwards(parent);
}
