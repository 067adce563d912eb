import { createHash } from 'node:crypto';
import { linkSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { join } from 'node:path';
import { DirectoryInUseError } from './errors.js';

const LOCK_FILE = 'lock';

/** Identifies a process beyond the reuse of its number. */
interface Holder {
  readonly pid: number;
  /** When the process started, as the kernel counts; undefined where there is no /proc. */
  readonly started: string | undefined;
  readonly boot: string | undefined;
}

/**
 * The right of one process to use a directory.
 *
 * On Linux a socket in the abstract namespace, named after the directory, is held: the kernel gives it to one process and
 * takes it back the moment that process dies, however it dies. The lock file names the holder for people and for systems
 * without such sockets; a file whose process is gone, also when another process has its number now, is taken over.
 */
export class DirectoryLock {
  private constructor(
    readonly file: string,
    readonly socket: Server | undefined,
  ) {}

  /** @throws DirectoryInUseError when a live process has the directory */
  static async acquire(directory: string): Promise<DirectoryLock> {
    const file = join(directory, LOCK_FILE);
    const socket = await holdSocket(directory, file);
    try {
      writeLockFile(directory, file);
    } catch (error) {
      socket?.close();
      throw error;
    }
    return new DirectoryLock(file, socket);
  }

  async release(): Promise<void> {
    rmSync(this.file, { force: true });
    const { socket } = this;
    if (socket) await new Promise((resolve) => socket.close(resolve));
  }
}

function holdSocket(directory: string, file: string): Promise<Server | undefined> {
  if (process.platform !== 'linux') return Promise.resolve(undefined);
  const { dev, ino } = statSync(directory, { bigint: true });
  const name = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
  const server = createServer((connection) => connection.destroy());
  server.unref();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? inUse(directory, readHolder(file)) : error);
    });
    server.listen(`\0embedded-eventstoredb-${name}`, () => resolve(server));
  });
}

/** Makes the file whole before it gets its name, so that nobody ever reads half of it. */
function writeLockFile(directory: string, file: string): void {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(identify(process.pid)));
  try {
    for (;;) {
      try {
        linkSync(own, file);
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (holder && isAlive(holder)) throw inUse(directory, holder);
      rmSync(file, { force: true });
    }
  } finally {
    rmSync(own, { force: true });
  }
}

function inUse(directory: string, holder: Holder | undefined): DirectoryInUseError {
  const who = holder ? `process ${holder.pid}` : 'another process';
  return new DirectoryInUseError(`the data directory ${realpathSync(directory)} is in use by ${who}`);
}

function readHolder(file: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof holder.pid === 'number'
      ? { pid: holder.pid, started: holder.started, boot: holder.boot }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  const now = identify(holder.pid);
  if (holder.boot !== now.boot) return false;
  if (holder.started !== undefined) return holder.started === now.started;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function identify(pid: number): Holder {
  return { pid, started: startTime(pid), boot: readText('/proc/sys/kernel/random/boot_id')?.trim() };
}

/** Field 22 of /proc/PID/stat; the name in field 2 may hold spaces and parentheses. A dead process has none. */
function startTime(pid: number): string | undefined {
  const stat = readText(`/proc/${pid}/stat`);
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  const isDead = fields?.[0] === 'Z' || fields?.[0] === 'X';
  return isDead ? undefined : fields?.[19];
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
