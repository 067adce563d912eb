import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from './start-error.js';
import { UsageError } from './usage-error.js';

/** What says that a folder is not where it could be, rather than that a disk is full or broken. */
const MISPLACED = new Set([
  'ENOENT',
  'ENOTDIR',
  'EEXIST',
  'EACCES',
  'EPERM',
  'EROFS',
  'ENAMETOOLONG',
  'ELOOP',
]);

/** A folder within the data folder, with one empty file in it, named after the process that holds the data folder. */
const LOCK = 'held-by';

/**
 * The folder a shop keeps its data in, held by one launcher at a time.
 *
 * It is taken in one step: a folder with one's own name in it is moved to where the lock belongs, which the file system
 * refuses while another name is there. A dead holder's name is removed as such, so that nobody who is late with that
 * removes the name of who came after.
 */
export class DataDirectory {
  private constructor(
    /** Absolute path. */
    readonly path: string,
    /** Whether the launcher before this one died without letting go. */
    readonly wasAbandoned: boolean,
  ) {}

  /**
   * Takes the folder, creating it when needed. That of a launcher that was killed is taken over.
   *
   * @param path absolute
   * @throws UsageError when there can be no folder of one's own at this place
   * @throws StartError when a running launcher holds it, or it cannot be written
   */
  static take(path: string): DataDirectory {
    try {
      makeFolder(path);
      const names = namesIn(path);
      const running = names.find(isRunning);
      if (running !== undefined) {
        throw new StartError(
          `A shop runs on ${path} already (process ${pidOf(running)}); --data takes another folder`,
        );
      }
      for (const name of names) rmSync(join(path, LOCK, name), { force: true });
      moveIn(path);
      return new DataDirectory(path, names.length > 0);
    } catch (error) {
      if (error instanceof StartError) throw error;
      const { code = '', message } = error as NodeJS.ErrnoException;
      if (MISPLACED.has(code)) {
        throw new UsageError(`--data must name a folder to write to: ${message}`, { cause: error });
      }
      throw new StartError(`The data folder cannot be used: ${message}`, { cause: error });
    }
  }

  /** The process number of the running launcher that holds a data folder, if there is one. */
  static holderOf(path: string): number | undefined {
    const running = namesIn(path).find(isRunning);
    return running === undefined ? undefined : pidOf(running);
  }

  /** Lets the next launcher have it. */
  release(): void {
    rmSync(join(this.path, LOCK, nameOf(process.pid)), { force: true });
    try {
      rmdirSync(join(this.path, LOCK));
    } catch {
      // The next one has moved in already.
    }
  }
}

/** Level by level: Node's own way never ends where the file system denies that the parent is there, as /proc does. */
function makeFolder(path: string): void {
  const missing: string[] = [];
  for (let folder = path; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  for (const folder of missing) {
    try {
      // What the nodes keep in it tells of customers.
      mkdirSync(folder, { mode: 0o700 });
    } catch (error) {
      // Another launcher may be making it, too.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !existsSync(folder)) throw error;
    }
  }
}

/** @throws StartError when another launcher was faster */
function moveIn(path: string): void {
  const draft = mkdtempSync(join(path, `${LOCK}.`));
  try {
    writeFileSync(join(draft, nameOf(process.pid)), '');
    renameSync(draft, join(path, LOCK));
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    throw new StartError(`Another shop is just starting on ${path}`, { cause: error });
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(join(path, LOCK));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A process's number and start: tells it from a later process with the same number. */
function nameOf(pid: number): string {
  return `${pid}-${startTimeOf(pid) ?? ''}`;
}

function pidOf(name: string): number {
  return Number(/^\d+(?=-)/.exec(name)?.[0] ?? 0);
}

function isRunning(name: string): boolean {
  const pid = pidOf(name);
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return name === nameOf(pid);
}

/** Field 22 of /proc/<pid>/stat; null where there is no /proc, and for a process that is dead but not yet reaped. */
function startTimeOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' ? null : (fields[18] ?? null);
  } catch {
    return null;
  }
}
