import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A process that tried to take a directory. */
export interface LockProcess {
  readonly pid: number;
  /** `held`, or why not. */
  readonly outcome: string;
  /** Resolves when it has ended. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** Starts a process that takes the directory, and waits until it has done so or failed. */
export async function startHolder(directory: string, names: 'kernel' | 'none'): Promise<LockProcess> {
  const child = startScript('holder.js', directory, names);
  const ended = once(child, 'exit');
  const [outcome] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return {
    pid: child.pid!,
    outcome,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** Runs a process that takes the directory `wins` times from dead holders. Resolves with its exit code. */
export async function runRacer(directory: string, wins: number): Promise<number> {
  const [code] = (await once(startScript('racer.js', directory, String(wins)), 'exit')) as [number];
  return code;
}

function startScript(name: string, ...args: string[]): ChildProcess {
  const script = fileURLToPath(new URL(name, import.meta.url));
  return spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}
