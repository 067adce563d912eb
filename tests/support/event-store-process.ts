import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './project-root.js';

/** The embedded event store as a process of its own, that can be killed and frozen. */
export class EventStoreProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {}

  /** Resolves when the server listens; port 0 takes a free one. @throws Error when it ends first */
  static async start(dir: string, port = 0): Promise<EventStoreProcess> {
    const bin = join(projectRoot, 'embedded/eventstoredb/bin/embedded-eventstoredb.mjs');
    const child = spawn(process.execPath, [bin, '--dir', dir, '--port', String(port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) {
      const url = /esdb:\S+/.exec(line)?.[0];
      if (url !== undefined) return new EventStoreProcess(child, url);
    }
    throw new Error('the event store ended before it listened');
  }

  get port(): number {
    return Number(/:(\d+)/.exec(this.url.slice('esdb://'.length))?.[1]);
  }

  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** SIGKILL. Resolves when the process is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
