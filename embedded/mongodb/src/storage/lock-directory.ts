import { DirectoryLock, DirectoryLockedError } from '@webstore/embedded-disk';
import { StorageError } from './storage-error.js';

/** Takes a directory for this process. @throws StorageError when a live process has it */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  try {
    return await DirectoryLock.acquire(directory);
  } catch (error) {
    if (!(error instanceof DirectoryLockedError)) throw error;
    throw new StorageError(`the data directory is in use by ${error.holder}`, { cause: error });
  }
}
