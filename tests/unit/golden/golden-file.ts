import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../support/project-root.js';

const root = join(projectRoot, 'tests', 'golden');

/** The data of an event as some version of the code once wrote it. */
export function readGoldenFile(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(root, folder, `${name}.json`), 'utf8'));
}

/** The names of all golden files of a folder, without `.json`, sorted. */
export function goldenFiles(folder: string): readonly string[] {
  return readdirSync(join(root, folder))
    .map((file) => file.replace(/\.json$/, ''))
    .sort();
}
