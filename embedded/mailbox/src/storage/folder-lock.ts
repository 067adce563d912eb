import { createHash } from 'node:crypto';
import { realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import path from 'node:path';

/** Held while a process uses a folder. The operating system lets go of it when the process dies, however it dies. */
export interface FolderLock {
  release(): Promise<void>;
}

/** @throws Error when another process uses the folder */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const address = await lockAddress(folder);
  const server = await listen(address).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    const abandoned = path.isAbsolute(address) && !(await answers(address));
    if (!abandoned) throw new Error(`${folder} is in use by another mailbox`, { cause: error });
    await rm(address, { force: true });
    return listen(address);
  });
  server.unref();
  return { release: () => new Promise((resolve) => void server.close(() => resolve())) };
}

/** A name that only one process can listen on: abstract where the system has such names, else a socket file. */
async function lockAddress(folder: string): Promise<string> {
  const real = await realpath(folder);
  const name = `webstore-mailbox-${createHash('sha256').update(real).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return `\0${name}`;
  return process.platform === 'win32' ? `\\\\?\\pipe\\${name}` : path.join(real, 'lock.sock');
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server));
  });
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
  });
}
