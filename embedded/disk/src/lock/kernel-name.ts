import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';

/** A name that the kernel gives to one process, and takes back the moment that process dies, however it dies. */
export interface KernelName {
  release(): Promise<void>;
}

/**
 * Takes the kernel's name for a directory: a socket in the abstract namespace on Linux, a pipe on Windows. It is named after
 * the directory itself, so that every path to it leads to the same name.
 *
 * @returns `'taken'` when another holder has it; undefined where the system has no such names, or does not give them
 */
export async function holdKernelName(directory: string): Promise<KernelName | 'taken' | undefined> {
  const prefix = { linux: '\0', win32: '\\\\?\\pipe\\' }[process.platform as string];
  if (prefix === undefined) return undefined;
  const { dev, ino } = await stat(directory, { bigint: true });
  const name = createHash('sha256').update(`${dev}:${ino}`).digest('hex').slice(0, 32);
  const server = createServer((connection) => connection.destroy());
  server.unref();
  return new Promise((resolve) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRINUSE' ? 'taken' : undefined),
    );
    server.listen(`${prefix}webstore-directory-${name}`, () =>
      resolve({ release: () => new Promise((released) => void server.close(() => released())) }),
    );
  });
}
