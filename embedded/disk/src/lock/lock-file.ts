import { createHash, randomUUID } from 'node:crypto';
import { link, lstat, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DirectoryLockedError } from './directory-locked-error.js';
import { type Holder, ownIdentity, parseHolder } from './holder.js';

const LOCK = 'lock';

/**
 * The file `lock`, which names the process that has a directory.
 *
 * It is whoever's file stands at the end of a chain: `lock`, and behind a dead holder `lock.<digest of its file>`. Files get
 * these names with `link`, which fails if there is one already, so each place in the chain goes to one process only, and none
 * is ever seen half written; the new holder then moves its file over `lock`. Removing a dead holder's file instead would let
 * two processes that both found it dead remove each other's. A process that dies at any point leaves one more link to step
 * over.
 */
export class LockFile {
  private constructor(
    private readonly directory: string,
    private readonly text: string,
  ) {}

  /** @throws DirectoryLockedError when the file names a live process */
  static async take(directory: string, isAlive: (holder: Holder) => Promise<boolean>): Promise<LockFile> {
    const text = JSON.stringify({ ...(await ownIdentity()), token: randomUUID() });
    const draft = join(directory, `${LOCK}.draft-${randomUUID()}`);
    await requireFile(join(directory, LOCK));
    let isTaken = false;
    while (!isTaken) {
      await writeFile(draft, text);
      try {
        isTaken = await claim(directory, draft, isAlive);
      } finally {
        await rm(draft, { force: true });
      }
    }
    await sweep(directory);
    return new LockFile(directory, text);
  }

  /** The process that the file names, if there is one, alive or dead. */
  static async holder(directory: string): Promise<Holder | undefined> {
    const text = await read(join(directory, LOCK));
    return text === undefined ? undefined : parseHolder(text);
  }

  async release(): Promise<void> {
    const path = join(this.directory, LOCK);
    if ((await read(path)) === this.text) await rm(path, { force: true });
  }
}

/** Walks the chain to its end and claims the place there; false when something changed meanwhile. */
async function claim(
  directory: string,
  draft: string,
  isAlive: (holder: Holder) => Promise<boolean>,
): Promise<boolean> {
  const lock = join(directory, LOCK);
  let place = lock;
  let first: string | undefined;
  for (;;) {
    const outcome = await tryLink(draft, place);
    if (outcome === 'linked') break;
    const text = outcome === 'occupied' ? await read(place) : undefined;
    if (text === undefined) return false;
    const holder = parseHolder(text);
    if (holder && (await isAlive(holder))) throw new DirectoryLockedError(directory, holder.pid);
    first ??= text;
    place = `${lock}.${createHash('sha256').update(text).digest('hex').slice(0, 32)}`;
  }
  if (place === lock) return true;
  if ((await read(lock)) === first) {
    await rename(place, lock);
    return true;
  }
  await rm(place, { force: true });
  return false;
}

/** `'swept'`: a new holder has removed the draft together with what the dead had left behind. */
async function tryLink(draft: string, place: string): Promise<'linked' | 'occupied' | 'swept'> {
  try {
    await link(draft, place);
    return 'linked';
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return 'occupied';
    if (code === 'ENOENT') return 'swept';
    throw error;
  }
}

/** Else a link that leads nowhere would be waited for without end, and a pipe for its writer. */
async function requireFile(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found !== undefined && !found.isFile()) throw new Error(`${path} is not a file: remove it`);
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Removes what dead processes left behind. Whoever is late to claim a place finds out by `lock` that it is none any more. */
async function sweep(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.startsWith(`${LOCK}.`)) await rm(join(directory, name), { force: true });
  }
}
