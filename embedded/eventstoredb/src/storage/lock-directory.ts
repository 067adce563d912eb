import { DirectoryLock, DirectoryLockedError } from '@webstore/embedded-disk';
import { DirectoryInUseError } from './errors.js';

/** Takes a directory for this process. @throws DirectoryInUseError when a live process has it */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  try {
    return await DirectoryLock.acquire(directory);
  } catch (error) {
    if (!(error instanceof DirectoryLockedError)) throw error;
    throw new DirectoryInUseError(error.message, { cause: error });
  }
}
