import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every file something was made of, by its path from the project's folder, with the state it was in. */
type Inputs = Readonly<Record<string, string>>;

/**
 * Whether no file has changed since `noteInputs` wrote them down.
 *
 * @param manifest where they are written down, from the project's folder
 */
export function inputsAreUnchanged(projectRoot: string, manifest: string): boolean {
  try {
    const inputs = JSON.parse(readFileSync(join(projectRoot, manifest), 'utf8')) as Inputs;
    return Object.entries(inputs).every(([path, state]) => stateOf(projectRoot, path) === state);
  } catch {
    return false;
  }
}

/**
 * Writes down the state of the files that something has just been made of. One that has changed since `startedAt` (ms since
 * the epoch) may have been read before that: it makes what was made count as old.
 */
export function noteInputs(
  projectRoot: string,
  manifest: string,
  paths: readonly string[],
  startedAt: number,
): void {
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
