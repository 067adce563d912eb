import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const BIN = fileURLToPath(import.meta.resolve('@webstore/embedded-eventstoredb/bin'));

/** An event store in a process of its own. */
export interface NodeProcess {
  readonly url: string;
  /** How long it took from the start of the process until it listened, in milliseconds. */
  readonly startup: number;
  /** Resident memory in bytes, now. */
  memory(): number;
  /** CPU time used so far, in milliseconds. */
  cpuTime(): number;
  stop(): Promise<void>;
}

/** Starts the event store's command on a free port. */
export async function startNode(directory: string): Promise<NodeProcess> {
  const begin = performance.now();
  const child = spawn(process.execPath, [BIN, '--dir', directory, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await readyUrl(child);
  const startup = performance.now() - begin;
  return {
    url,
    startup,
    memory: () => statusValue(child.pid!, 'VmRSS') * 1024,
    cpuTime: () => cpuTime(child.pid!),
    stop: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the event store ended with code ${code}`)));
    createInterface(child.stdout!).on('line', (line) => {
      const match = /^listening on (\S+)$/.exec(line);
      if (match) resolve(match[1]!);
    });
  });
}

function statusValue(pid: number, name: string): number {
  const match = new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(match?.[1] ?? Number.NaN);
}

/** User and system time are fields 14 and 15 of /proc/PID/stat, in hundredths of a second. */
function cpuTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
