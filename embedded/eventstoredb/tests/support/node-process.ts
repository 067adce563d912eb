import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The command, found upwards, so that tests run from their sources and compiled. */
export const BIN = findBin(dirname(fileURLToPath(import.meta.url)));

/** The event store in a process of its own. */
export interface NodeProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves with the exit code, or the signal that ended the process. */
  kill(signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | string>;
}

/** Starts the command on a free port, or on the one given, and waits until it listens. */
export async function startNodeProcess(directory: string, port = 0): Promise<NodeProcess> {
  const child = spawn(process.execPath, [BIN, '--dir', directory, '--port', String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  const [line] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(([code]) =>
      Promise.reject(new Error(`the event store ended with code ${code}`)),
    ),
  ])) as [string];
  return {
    url: line.replace('listening on ', ''),
    pid: child.pid!,
    async kill(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code, by] = (await ended) as [number | null, string | null];
      return code ?? by!;
    },
  };
}

function findBin(directory: string): string {
  const bin = join(directory, 'bin/embedded-eventstoredb.mjs');
  return existsSync(bin) ? bin : findBin(dirname(directory));
}
