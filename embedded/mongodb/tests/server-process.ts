import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The command line program of this package, wherever the compiled test lies. */
const BIN = join(
  dirname(createRequire(import.meta.url).resolve('@webstore/embedded-mongodb/package.json')),
  'bin/embedded-mongodb.mjs',
);

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it with the signal; resolves with its exit code, null when the signal killed it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts the program and waits until it listens. @throws Error with what it said when it ends instead */
export async function startProcess(dir: string): Promise<ServerProcess> {
  const child = spawn(process.execPath, [BIN, '--dir', dir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const url = await Promise.race([
    firstLine(child),
    exited.then(([code]) => {
      throw new Error(`exit ${code}: ${said.trim()}`);
    }),
  ]);
  return {
    url: url.replace('listening on ', ''),
    process: child,
    end: async (signal) => {
      child.kill(signal);
      return (await exited)[0];
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout!) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return text.split('\n', 1)[0]!;
}

/** Runs the program to its end. */
export async function runProgram(
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [BIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}
