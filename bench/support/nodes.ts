import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface Node {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts an embedded node's program on a free port. @throws Error when it ends before it is ready */
export async function startNode(workspace: 'eventstoredb' | 'mongodb', dir: string): Promise<Node> {
  const program = `embedded/${workspace}/bin/embedded-${workspace}.mjs`;
  const child = spawn(process.execPath, [program, '--dir', dir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await urlOf(child);
  return {
    url,
    async stop() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function urlOf(child: ChildProcess): Promise<string> {
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /listening on (\S+)/.exec(line)?.[1];
    if (url !== undefined) return url;
  }
  throw new Error('The node ended before it was ready');
}
