import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StorageError } from './storage-error.js';

const LOCK = 'lock';

interface Holder {
  readonly pid: number;
  /** Tells this process from a later one with the same id, where the system can say. */
  readonly started: string;
  readonly token: string;
}

/**
 * Keeps a second process out of a directory.
 *
 * The holder is whoever's file stands at the end of a chain: `lock`, and behind a dead holder `lock.<its token>`. Files are
 * created with `link`, which fails if there is one already, so each place in the chain goes to one process only; the new
 * holder then moves its file over `lock`. A process that dies at any point leaves just one more link to step over.
 */
export class DirectoryLock {
  readonly #directory: string;
  readonly #own: Holder;

  private constructor(directory: string, own: Holder) {
    this.#directory = directory;
    this.#own = own;
  }

  /** Takes the lock, also from a process that no longer lives. @throws StorageError when another process holds it */
  static async acquire(directory: string): Promise<DirectoryLock> {
    const own: Holder = { pid: process.pid, started: await startOf(process.pid), token: randomUUID() };
    const draft = join(directory, `draft.${own.token}`);
    await writeFile(draft, JSON.stringify(own));
    try {
      while (!(await take(directory, draft)));
    } finally {
      await unlink(draft).catch(() => undefined);
    }
    await sweep(directory);
    return new DirectoryLock(directory, own);
  }

  /** Gives the lock back. */
  async release(): Promise<void> {
    const path = join(this.#directory, LOCK);
    if ((await holderOf(path))?.token === this.#own.token) await unlink(path);
  }
}

/** Walks the chain to its end and claims the place there; false when the chain changed meanwhile. */
async function take(directory: string, draft: string): Promise<boolean> {
  const lock = join(directory, LOCK);
  let place = LOCK;
  let firstToken: string | undefined;
  while (!(await linked(draft, join(directory, place)))) {
    const holder = await holderOf(join(directory, place));
    if (holder === undefined) return false;
    if (await isAlive(holder)) throw inUse(holder);
    firstToken ??= holder.token;
    place = `${LOCK}.${holder.token}`;
  }
  if (place === LOCK) return true;
  if ((await holderOf(lock))?.token === firstToken) {
    await rename(join(directory, place), lock);
    return true;
  }
  await unlink(join(directory, place)).catch(() => undefined);
  return false;
}

async function linked(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function inUse(holder: Holder): StorageError {
  return new StorageError(`the data directory is in use by process ${holder.pid}`);
}

/** `undefined` when the file is gone. */
async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new StorageError(
      `the lock file ${path} is not readable: remove it if no process uses the directory`,
    );
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (!exists(holder.pid)) return false;
  const started = await startOf(holder.pid);
  return started === '' ? exists(holder.pid) : started === holder.started;
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Linux: boot id and start time of the process; empty elsewhere, and when the process is gone. */
async function startOf(pid: number): Promise<string> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z') return 'dead';
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()}:${fields[19]}`;
  } catch {
    return '';
  }
}

/** Removes what dead processes left behind. */
async function sweep(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    if (name.startsWith(`${LOCK}.`)) await unlink(path).catch(() => undefined);
    if (!name.startsWith('draft.')) continue;
    const owner = await holderOf(path).catch(() => null);
    if (owner === null || (owner !== undefined && !(await isAlive(owner))))
      await unlink(path).catch(() => undefined);
  }
}
