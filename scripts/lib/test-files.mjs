import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { projectRoot } from './project-root.mjs';

/** The groups in the order they run: the quick and telling ones first. */
export const groups = ['unit', 'contract', 'integration', 'conformance', 'e2e', 'kafka', 'browser'];

/**
 * The compiled test files of a group, found from their sources, so that what is left in dist of a deleted
 * test never runs. The embedded nodes' own tests count as integration tests, those of the
 * pages as unit tests.
 */
export function testFilesOf(group) {
  const folders = [join('tests', group)];
  if (group === 'unit') folders.push(join('web', 'tests'));
  if (group === 'integration') {
    for (const name of foldersIn('embedded')) folders.push(join('embedded', name, 'tests'));
  }
  return folders.flatMap(testSourcesIn).map(compiledFileOf).sort();
}

function testSourcesIn(folder) {
  let entries;
  try {
    entries = readdirSync(join(projectRoot, folder), { recursive: true });
  } catch {
    return [];
  }
  return entries.filter((path) => path.endsWith('.test.ts')).map((path) => join(folder, path));
}

function compiledFileOf(source) {
  const parts = source.split(sep);
  parts.splice(parts[0] === 'embedded' ? 2 : 0, 0, 'dist');
  return parts.join(sep).replace(/\.ts$/, '.js');
}

function foldersIn(folder) {
  return readdirSync(join(projectRoot, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
