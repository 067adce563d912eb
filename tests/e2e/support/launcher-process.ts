import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../support/project-root.js';

/** A process of the shop, as the launcher announced it last. */
export interface AnnouncedProcess {
  readonly name: string;
  readonly pid: number;
  readonly url: string;
}

const settings = new Set([
  'WEBSTORE_DATA',
  'WEBSTORE_PORT_OFFSET',
  'WEBSTORE_INSTANCES',
  'WEBSTORE_DEMO_DATA',
  'WEBSTORE_ADMIN_PASSWORD',
  'WEBSTORE_CUSTOMER_PASSWORD',
  'TOKEN_KEY_SECRET',
  'EVENTSTORE_URL',
  'MONGODB_URL',
  'SMTP_URL',
  'CONFIG_SERVER_URL',
  'WEBSTORE_CONFIG',
  'KAFKA_BROKERS',
  'ZIPKIN_URL',
]);

/** A launcher that has been started with options of a test's choosing. */
export class LauncherProcess {
  /** Every announcement so far, the restarts too. */
  readonly announced: AnnouncedProcess[] = [];
  /** All it has printed, line by line. */
  readonly output: string[] = [];
  readonly errors: string[] = [];
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
  private readonly child: ChildProcess;
  private readonly readyLine: Promise<string>;

  constructor(options: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !settings.has(name)));
    this.child = spawn(process.execPath, [join(projectRoot, 'dist/src/services/launcher.js'), ...options], {
      env: { ...inherited, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.ended = new Promise((resolve) =>
      this.child.on('close', (code, signal) => resolve(signal ?? code ?? 0)),
    );
    createInterface({ input: this.child.stderr! }).on('line', (line) => this.errors.push(line));
    this.readyLine = new Promise((resolve, reject) => {
      createInterface({ input: this.child.stdout! }).on('line', (line) => {
        this.output.push(line);
        if (line.startsWith('{')) this.announced.push(JSON.parse(line) as AnnouncedProcess);
        if (line.includes('WebStore is ready')) resolve(line);
      });
      void this.ended.then((how) => reject(new Error(`The launcher ended (${how}): ${this.lastWords()}`)));
    });
    this.readyLine.catch(() => {});
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Resolves with the line that says so; rejects when the launcher ends, or is not ready within `withinMs`. */
  async ready(withinMs = 60_000): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new Error(`Not ready in ${withinMs} ms: ${this.lastWords()}`)),
        withinMs,
      );
    });
    try {
      return await Promise.race([this.readyLine, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** The process of this name that runs now. */
  current(name: string): AnnouncedProcess {
    const found = this.announced.findLast((announced) => announced.name === name);
    if (!found) throw new Error(`No process '${name}' has been announced.`);
    return found;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  private lastWords(): string {
    return [...this.output.slice(-5), ...this.errors.slice(-15)].join('\n');
  }
}

/** Whether a process of this number exists and is not just waiting to be reaped. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
