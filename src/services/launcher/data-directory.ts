import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.js';

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
   * @throws StartError when a running launcher holds it, or it cannot be written
   */
  static take(path: string): DataDirectory {
    try {
      // What the nodes keep in it tells of customers.
      mkdirSync(path, { recursive: true, mode: 0o700 });
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
      throw new StartError(`The data folder cannot be used: ${(error as Error).message}`, { cause: error });
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
