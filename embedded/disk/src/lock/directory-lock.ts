import { realpath } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { DirectoryLockedError } from './directory-locked-error.js';
import { isAlive } from './holder.js';
import { type KernelName, holdKernelName } from './kernel-name.js';
import { LockFile } from './lock-file.js';

/** How long somebody may have the kernel's name without the file to say who, in looks and milliseconds between them. */
const LOOKS = 20;
const PAUSE = 25;

/** How {@link DirectoryLock.acquire} behaves. */
export interface LockOptions {
  /** Tests put a system without such names in its place. */
  readonly holdName?: typeof holdKernelName;
}

/**
 * The right of one process to use a directory.
 *
 * Two things are held. The kernel's name for the directory is free the moment its holder dies. The lock file says who it is,
 * and keeps others out where there are no such names, or where they do not reach: each network namespace of Linux has its
 * own. A file whose process is gone, also when another process has its number now, is taken over. Where the system does not
 * tell one process from a later one with its number, the kernel's name decides if there is one, else the number.
 */
export class DirectoryLock {
  private constructor(
    private readonly file: LockFile,
    private readonly name: KernelName | undefined,
  ) {}

  /**
   * @param directory must be there
   * @throws DirectoryLockedError when a live process has it, which may be this one
   */
  static async acquire(
    directory: string,
    { holdName = holdKernelName }: LockOptions = {},
  ): Promise<DirectoryLock> {
    const path = await realpath(directory);
    const name = await takeName(path, holdName);
    try {
      const file = await LockFile.take(path, (holder) => isAlive(holder, name === undefined));
      return new DirectoryLock(file, name);
    } catch (error) {
      await name?.release();
      throw error;
    }
  }

  /** Lets the next one have it. */
  async release(): Promise<void> {
    try {
      await this.file.release();
    } finally {
      await this.name?.release();
    }
  }
}

/** Looks again for a moment when the file names nobody who lives: its holder is just coming or going. */
async function takeName(directory: string, holdName: typeof holdKernelName): Promise<KernelName | undefined> {
  for (let look = 1; ; look++) {
    const name = await holdName(directory);
    if (name !== 'taken') return name;
    const holder = await LockFile.holder(directory);
    if (holder && (await isAlive(holder, true))) throw new DirectoryLockedError(directory, holder.pid);
    if (look === LOOKS) throw new DirectoryLockedError(directory, undefined);
    await setTimeout(PAUSE);
  }
}
