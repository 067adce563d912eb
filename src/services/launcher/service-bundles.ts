import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const compiledFolder = 'dist/src/services';
const bundleFolder = 'dist/bundles';
const manifest = join(bundleFolder, 'inputs.json');

/** Every file the bundles were made of, by its path from the project's folder, with the state it was in. */
type Inputs = Readonly<Record<string, string>>;

/**
 * The script that runs a service: its bundle, which starts in half the time, or what the compiler wrote while
 * the bundles are missing or older than that.
 *
 * @returns a function from a service's name to a path from the project's folder
 */
export function serviceScripts(projectRoot: string): (name: string) => string {
  const fresh = bundlesAreFresh(projectRoot);
  return (name) => (fresh ? `${bundleFolder}/${name}.mjs` : `${compiledFolder}/${name}.js`);
}

/** Whether no file the bundles were made of has changed since. */
export function bundlesAreFresh(projectRoot: string): boolean {
  try {
    const inputs = JSON.parse(readFileSync(join(projectRoot, manifest), 'utf8')) as Inputs;
    return Object.entries(inputs).every(([path, state]) => stateOf(projectRoot, path) === state);
  } catch {
    return false;
  }
}

/**
 * Writes down the state of the files the bundles have just been made of. One that has changed since `startedAt` (ms since
 * the epoch) may have been read before that: it makes the bundles count as old.
 */
export function noteInputs(projectRoot: string, paths: readonly string[], startedAt: number): void {
  const isSettled = (path: string) => statSync(join(projectRoot, path)).mtimeMs < startedAt;
  const inputs: Inputs = Object.fromEntries(
    paths.map((path) => [path, isSettled(path) ? stateOf(projectRoot, path) : 'changed meanwhile']),
  );
  writeFileSync(join(projectRoot, manifest), JSON.stringify(inputs));
}

function stateOf(projectRoot: string, path: string): string {
  const { mtimeMs, size } = statSync(join(projectRoot, path));
  return `${mtimeMs} ${size}`;
}
