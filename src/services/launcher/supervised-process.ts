import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { BackOff } from './back-off.js';
import { requestJson } from './json-request.js';
import { environmentOf } from './process-environment.js';
import type { ProcessSpec } from './process-spec.js';
import { StartError } from './start-error.js';

/** What a supervised process tells of itself. */
export interface ProcessEvents {
  /** It has been started, for the first time or again. */
  started(spec: ProcessSpec, pid: number): void;
  /** It has ended without being asked to, and is started again after `restartInMs`. */
  died(spec: ProcessSpec, how: string, restartInMs: number): void;
  /** It has printed a line. */
  line(spec: ProcessSpec, text: string): void;
}

const attemptsBeforeFirstReady = 3;
const misuseExitCode = 2;
const readinessPollMs = 50;

/** How a process ended; `failure` when the system could not even start it, for want of memory or process numbers. */
interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly failure?: string;
}

async function endOf(child: ChildProcess): Promise<End> {
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return { code, signal };
  } catch (error) {
    return { code: null, signal: null, failure: `could not be started (${(error as Error).message})` };
  }
}

/** One process of the shop that is kept running until it is stopped. */
export class SupervisedProcess {
  private readonly backOff = new BackOff();
  private readonly stopping = new AbortController();
  private readonly firstReady: Promise<void>;
  private markReady: () => void = () => {};
  private giveUp: (error: StartError) => void = () => {};
  private child: ChildProcess | undefined;
  private running: Promise<void> | undefined;
  private hasBeenReady = false;
  private complaint = '';

  constructor(
    readonly spec: ProcessSpec,
    private readonly projectRoot: string,
    private readonly events: ProcessEvents,
  ) {
    this.firstReady = new Promise((resolve, reject) => {
      this.markReady = resolve;
      this.giveUp = reject;
    });
    this.firstReady.catch(() => {});
  }

  /**
   * Starts the process; resolves once it serves for the first time.
   *
   * @throws StartError when it refuses to start, or ends again and again before it has ever served
   */
  start(): Promise<void> {
    this.running ??= this.keepRunning();
    return this.firstReady;
  }

  /** Asks the process to end, and ends it by force after `graceMs`. Resolves when it is gone. */
  async stop(graceMs: number): Promise<void> {
    this.stopping.abort();
    const child = this.child;
    if (child) {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
      await this.running;
      clearTimeout(force);
    }
    await this.running;
  }

  /** Ends the process at once, when the launcher itself cannot go on. */
  kill(): void {
    this.stopping.abort();
    this.child?.kill('SIGKILL');
  }

  private async keepRunning(): Promise<void> {
    for (let attempt = 1; !this.stopping.signal.aborted; attempt += 1) {
      const { code, signal, failure } = await this.runOnce();
      if (this.stopping.signal.aborted) return;

      const how = failure ?? (signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
      const gaveUp =
        !this.hasBeenReady &&
        (code === misuseExitCode || (signal === null && attempt >= attemptsBeforeFirstReady));
      if (gaveUp) {
        const why = this.complaint || how;
        this.giveUp(new StartError(`${this.spec.name} could not start: ${why}`));
        return;
      }
      const wait = this.backOff.next();
      this.events.died(this.spec, how, wait);
      await sleep(wait, undefined, { signal: this.stopping.signal }).catch(() => {});
    }
  }

  private async runOnce(): Promise<End> {
    const parentWatch = new URL('./parent-watch.js', import.meta.url).href;
    const child = spawn(
      process.execPath,
      [
        ...this.spec.nodeOptions,
        '--import',
        parentWatch,
        join(this.projectRoot, this.spec.script),
        ...this.spec.arguments,
      ],
      {
        cwd: this.projectRoot,
        env: environmentOf(this.spec),
        // A group of its own: Ctrl-C in a terminal must reach the launcher only, which stops services before nodes.
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      },
    );
    this.child = child;
    this.complaint = '';
    const ended = new AbortController();
    const end = endOf(child);
    if (child.pid !== undefined) this.events.started(this.spec, child.pid);

    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', (text) => {
        if ('line' in this.spec.readiness && text.includes(this.spec.readiness.line)) this.becameReady();
        this.events.line(this.spec, text);
      });
    if (child.stderr)
      createInterface({ input: child.stderr }).on('line', (text) => {
        this.complaint = moreTelling(this.complaint, text.trim());
        this.events.line(this.spec, text);
      });
    if ('address' in this.spec.readiness) void this.pollReadiness(this.spec.readiness.address, ended.signal);

    const how = await end;
    ended.abort();
    this.child = undefined;
    return how;
  }

  private async pollReadiness(address: string, ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      const status = await requestJson('GET', address, { timeoutMs: 2_000 }).then(
        (answer) => answer.status,
        () => 0,
      );
      if (ended.aborted) return;
      if (status === 200) {
        this.becameReady();
        return;
      }
      await sleep(readinessPollMs, undefined, { signal: ended }).catch(() => {});
    }
  }

  private becameReady(): void {
    this.hasBeenReady = true;
    this.backOff.reset();
    this.markReady();
  }
}

/** Of a stack trace the line with the error, else what was said last. */
function moreTelling(earlier: string, later: string): string {
  const namesError = (line: string) => /error/i.test(line);
  return later === '' || (namesError(earlier) && !namesError(later)) ? earlier : later;
}
