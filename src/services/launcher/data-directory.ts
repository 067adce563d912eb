import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from './start-error.js';

interface Holder {
  readonly pid: number;
  /** When the process started, by the kernel's count: tells a process from a later one with the same number. */
  readonly startTime: string | null;
}

/** The folder a shop keeps its data in, held by one launcher at a time. */
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
    const lock = lockIn(path);
    try {
      mkdirSync(path, { recursive: true });
      const holder = holderOf(lock);
      if (holder && isRunning(holder)) {
        throw new StartError(
          `A shop runs on ${path} already (process ${holder.pid}); --data takes another folder`,
        );
      }
      if (holder) rmSync(lock, { force: true });
      const self: Holder = { pid: process.pid, startTime: startTimeOf(process.pid) };
      writeFileSync(lock, JSON.stringify(self), { flag: 'wx' });
      return new DataDirectory(path, holder !== undefined);
    } catch (error) {
      if (error instanceof StartError) throw error;
      if ((error as NodeJS.ErrnoException).code === 'EEXIST' && existsSync(lock)) {
        throw new StartError(`Another shop is just starting on ${path}`, { cause: error });
      }
      throw new StartError(`The data folder cannot be used: ${(error as Error).message}`, { cause: error });
    }
  }

  /** Lets the next launcher have it. */
  release(): void {
    rmSync(lockIn(this.path), { force: true });
  }
}

function lockIn(path: string): string {
  return join(path, 'launcher.lock');
}

function holderOf(lock: string): Holder | undefined {
  let text: string;
  try {
    text = readFileSync(lock, 'utf8');
  } catch {
    return undefined;
  }
  try {
    const holder = JSON.parse(text) as Partial<Holder>;
    return { pid: Number(holder.pid ?? 0), startTime: holder.startTime ?? null };
  } catch {
    return { pid: 0, startTime: null };
  }
}

function isRunning({ pid, startTime }: Holder): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startTime === startTimeOf(pid);
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
