import { watch } from 'node:fs';
import { readFile, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { SettingsError } from '../../../infrastructure/configuration/settings-error.js';
import { type ConfigurationBackEnd, type ConfigurationTree, UnknownLabelError } from './back-end.js';
import { UnreadableFileError } from './unreadable-file-error.js';

/**
 * A folder of configuration files. A label is a sub-folder whose files come before those of the folder itself; the
 * default label needs none.
 */
export class FolderBackEnd implements ConfigurationBackEnd {
  constructor(
    private readonly folder: string,
    private readonly defaultLabel: string,
  ) {}

  async open(): Promise<void> {
    if (await isFolder(this.folder)) return;
    throw new SettingsError(`${this.folder} is not a folder that can be read`);
  }

  async tree(label: string | undefined): Promise<ConfigurationTree> {
    const own = join(this.folder, label ?? this.defaultLabel);
    if (await isFolder(own)) return new FolderTree([own, this.folder]);
    if (label === undefined || label === this.defaultLabel) return new FolderTree([this.folder]);
    throw new UnknownLabelError(label);
  }

  async fingerprint(): Promise<string> {
    const lines: string[] = [];
    await collect(this.folder, '', lines);
    return lines.sort().join('\n');
  }

  onHint(listener: () => void): () => void {
    try {
      const watcher = watch(this.folder, { persistent: false }, listener);
      watcher.on('error', () => watcher.close());
      return () => watcher.close();
    } catch {
      // Not every file system can be watched: changes are still seen, at the next look.
      return () => undefined;
    }
  }

  async close(): Promise<void> {}
}

class FolderTree implements ConfigurationTree {
  readonly version = null;

  /** @param folders those first in the list come first */
  constructor(private readonly folders: readonly string[]) {}

  async read(path: string): Promise<Buffer | undefined> {
    for (const folder of this.folders) {
      const content = await readWithin(folder, path);
      if (content !== undefined) return content;
    }
    return undefined;
  }

  nameOf(path: string): string {
    return `file:${join(this.folders[0] ?? '', path)}`;
  }
}

/** Follows symbolic links only as far as they stay in the folder. */
async function readWithin(folder: string, path: string): Promise<Buffer | undefined> {
  return unlessAbsent(path, async () => {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    return file.startsWith(`${root}${sep}`) ? readFile(file) : undefined;
  });
}

async function isFolder(path: string): Promise<boolean> {
  return (await unlessAbsent(path, () => stat(path)))?.isDirectory() === true;
}

async function collect(folder: string, prefix: string, lines: string[]): Promise<void> {
  for (const { name } of await readdir(folder, { withFileTypes: true })) {
    if (name.startsWith('.')) continue;
    const path = join(folder, name);
    const found = await stat(path, { bigint: true }).catch(() => undefined);
    if (found?.isDirectory()) await collect(path, `${prefix}${name}/`, lines);
    else if (found)
      lines.push(`${prefix}${name} ${found.ino} ${found.size} ${found.mtimeNs} ${found.ctimeNs}`);
  }
}

/** What is read; undefined when there is no such file. @throws UnreadableFileError */
async function unlessAbsent<T>(path: string, read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'].includes(code)) return undefined;
    throw new UnreadableFileError(`${path}: ${message}`, { cause: error });
  }
}
