import { readFile } from 'node:fs/promises';
import { startOf } from './process-start.js';

/** A process, also when its number goes to another one later. */
export interface Holder {
  readonly pid: number;
  /** As `startOf` tells it. */
  readonly started: string | undefined;
  /** The run of the system that the process belongs to; undefined where the system has no name for it. */
  readonly boot: string | undefined;
}

/** What a lock file of this process says. */
export async function ownIdentity(): Promise<Holder> {
  return { pid: process.pid, started: await startOf(process.pid), boot: await bootId() };
}

/** Undefined for what no process has written: a power cut may leave any content. */
export function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, started, boot } = JSON.parse(text) as Partial<Holder>;
    if (!Number.isInteger(pid) || pid! <= 0) return undefined;
    // The document store wrote both in one field before.
    const [, bootOf, startOf] = /^([\da-f-]{36}):(\d+)$/.exec(started ?? '') ?? [];
    return { pid: pid!, started: startOf ?? (started || undefined), boot: bootOf ?? boot };
  } catch {
    return undefined;
  }
}

/** @param ifUnknown whether there is a process with the holder's number that could be it, and nothing tells */
export async function isAlive(holder: Holder, ifUnknown: boolean): Promise<boolean> {
  const boot = await bootId();
  if (boot !== undefined && holder.boot !== boot) return false;
  const started = await startOf(holder.pid);
  if (started !== undefined && holder.started !== undefined) return started === holder.started;
  return ifUnknown && exists(holder.pid);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function bootId(): Promise<string | undefined> {
  try {
    return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim();
  } catch {
    return undefined;
  }
}
