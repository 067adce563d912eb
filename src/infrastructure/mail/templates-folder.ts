import { existsSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.join('src', 'infrastructure', 'mail', 'templates');

/**
 * The folder with the e-mail templates. They are no code, so the compiler leaves them where they are: the folder is looked
 * for from here upwards, which finds it from the sources as from the compiled files.
 * @throws Error when it is nowhere
 */
export function templatesFolder(start: string = import.meta.dirname): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, FOLDER);
    if (existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) throw new Error(`${FOLDER} is not in any folder above ${start}`);
  }
}
