import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a directory and those above it, unless they are there. Level by level: Node's own way never ends where the file system
 * denies that the parent is there, as `/proc` does.
 *
 * @throws Error of the system when one can't be made
 */
export function makeDirectory(path: string): void {
  const missing: string[] = [];
  let directory = resolve(path);
  // What is above all may be missing itself: a drive of Windows.
  while (!existsSync(directory) && directory !== dirname(directory)) {
    missing.unshift(directory);
    directory = dirname(directory);
  }
  for (const directory of missing) {
    try {
      mkdirSync(directory);
    } catch (error) {
      // Another process may be making it, too.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
