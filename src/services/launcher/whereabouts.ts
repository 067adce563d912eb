import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.js';

/** What the data folder keeps of who is where, for a process that starts again while the others run, or while the registry is away. */
export function whereabouts(dataDirectory: string): {
  readonly registry: string;
  readonly directories: string;
} {
  return { registry: join(dataDirectory, 'registry'), directories: join(dataDirectory, 'directories') };
}

/**
 * Forgets it. Where all processes are to start, nobody is where somebody was: requests would go to instances that are only starting.
 *
 * @throws StartError when the folders can't be removed
 */
export function forgetWhereabouts(dataDirectory: string): void {
  try {
    for (const folder of Object.values(whereabouts(dataDirectory))) {
      rmSync(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw new StartError((error as Error).message, { cause: error });
  }
}
