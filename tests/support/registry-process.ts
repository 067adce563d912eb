import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from './project-root.js';

const script = join(projectRoot, 'dist/src/services/registry.js');

/** A real registry in a process of its own. */
export class RegistryProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly port: number,
    private readonly password: string,
  ) {}

  /** Starts it on a free port, or the one in `environment`; resolves when it listens. */
  static async start(environment: Readonly<Record<string, string>> = {}): Promise<RegistryProcess> {
    const child = spawn(process.execPath, [script], {
      env: { ...process.env, PORT: '0', LOG_LEVEL: 'info', ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const { message, port } = JSON.parse(line) as { message: string; port?: number };
      if (port === undefined || !message.includes('listens')) continue;
      child.stdout.resume();
      return new RegistryProcess(child, port, environment['REGISTRY_PASSWORD'] ?? '');
    }
    throw new Error('the registry ended before it listened');
  }

  /** Its Eureka address. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/eureka`;
  }

  /** The header by which it lets in who knows its password; none where it has none. */
  get #authorization(): Readonly<Record<string, string>> {
    const credentials = Buffer.from(`registry:${this.password}`).toString('base64');
    return this.password === '' ? {} : { authorization: `Basic ${credentials}` };
  }

  /** Asks for JSON. */
  // oxlint-disable-next-line typescript/no-explicit-any -- a test looks at what it knows to be there
  async get(path: string): Promise<{ status: number; body: any }> {
    const answer = await fetch(`${this.url}${path}`, {
      headers: { ...this.#authorization, accept: 'application/json' },
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  async send(method: string, path: string, body?: unknown): Promise<number> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...this.#authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }
}
