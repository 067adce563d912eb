import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './project-root.js';

/** The config server as a process of its own. */
export class ConfigServerProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  /** Resolves when the server listens; port 0 takes a free one. @throws Error when it ends first */
  static async start(environment: Readonly<Record<string, string>>, port = 0): Promise<ConfigServerProcess> {
    const script = join(projectRoot, 'dist/src/services/config-server.js');
    const child = spawn(process.execPath, [script], {
      env: { ...process.env, LOG_LEVEL: 'info', ...environment, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface(child.stdout)) {
      const found = /"port":(\d+)/.exec(line)?.[1];
      if (found === undefined) continue;
      child.stdout.resume();
      return new ConfigServerProcess(child, Number(found));
    }
    throw new Error('the config server ended before it listened');
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** SIGKILL. Resolves when the process is gone. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
