import { existsSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join('dist', 'site');

/**
 * The folder with the built pages, looked for from here upwards: that finds it from the compiled files as from the bundles.
 * Undefined where the pages have not been built.
 */
export function siteFolder(start: string = import.meta.dirname): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, FOLDER);
    if (existsSync(path.join(candidate, 'shop', 'index.html'))) return candidate;
    if (folder === path.dirname(folder)) return undefined;
  }
}
