import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projectRoot } from './project-root.js';
import { UsageError } from './usage-error.js';

/**
 * The settings by which our config server serves what `--config` names: a folder, or a git repository, which is copied to the data
 * folder.
 *
 * @param configuration undefined for `config/` in the project
 */
export function servedConfiguration(
  configuration: string | undefined,
  dataDirectory: string,
): Record<string, string> {
  if (configuration === undefined || !isRepository(configuration)) {
    return { CONFIG_FOLDER: folderOf(configuration), CONFIG_GIT_URI: '' };
  }
  return { CONFIG_GIT_URI: configuration, CONFIG_GIT_DIRECTORY: join(dataDirectory, 'config-repository') };
}

/** @throws UsageError when `--config` names neither a repository nor a folder */
export function requireServable(configuration: string | undefined): void {
  if (configuration === undefined || isRepository(configuration)) return;
  if (statSync(folderOf(configuration), { throwIfNoEntry: false })?.isDirectory()) return;
  throw new UsageError(`--config must name a folder or a git repository, not '${configuration}'`);
}

function isRepository(configuration: string): boolean {
  return /^[a-z+]+:\/\/|^[\w.-]+@[\w.-]+:|\.git\/?$/.test(configuration);
}

function folderOf(configuration: string | undefined): string {
  return resolve(configuration ?? join(projectRoot, 'config'));
}
