import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT_EMAILS } from '../../../src/infrastructure/security/credentials-file.js';
import { basePorts } from '../../../src/services/launcher/ports.js';
import { LauncherProcess } from './launcher-process.js';
import { freePortOffset } from './port-offset.js';
import { StoreClient } from './store-client.js';

/** What the administrator of every test shop signs in with. */
export const ADMIN_PASSWORD = 'administrator of a test';

/** A whole shop of real processes, on free ports and a data folder of its own. */
export class TestShop {
  private launcherProcess: LauncherProcess;
  private administrator: StoreClient | undefined;

  private constructor(
    readonly dataDirectory: string,
    readonly portOffset: number,
    private readonly options: readonly string[],
    private readonly environment: Readonly<Record<string, string>>,
  ) {
    this.launcherProcess = this.launch();
  }

  /** Starts a shop without demo data; resolves once it is ready. */
  static async start(
    options: readonly string[] = ['--no-demo-data'],
    environment: Readonly<Record<string, string>> = {},
  ): Promise<TestShop> {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'webstore-e2e-'));
    const shop = new TestShop(dataDirectory, await freePortOffset(), options, environment);
    try {
      await shop.launcher.ready();
    } catch (error) {
      await shop.dispose();
      throw error;
    }
    return shop;
  }

  get launcher(): LauncherProcess {
    return this.launcherProcess;
  }

  /** Nobody in particular. */
  get anybody(): StoreClient {
    return new StoreClient(this.url('gateway'));
  }

  /** The administrator, who may do everything for everybody. */
  get client(): StoreClient {
    return (this.administrator ??= this.anybody.as({
      email: ACCOUNT_EMAILS.administrator,
      password: ADMIN_PASSWORD,
    }));
  }

  get eventStoreUrl(): string {
    return `esdb://127.0.0.1:${basePorts['event-store'] + this.portOffset}?tls=false`;
  }

  get mongoDbUrl(): string {
    return `mongodb://127.0.0.1:${basePorts.mongodb + this.portOffset}`;
  }

  url(name: Exclude<keyof typeof basePorts, 'event-store' | 'mongodb' | 'smtp'>): string {
    return `http://127.0.0.1:${basePorts[name] + this.portOffset}`;
  }

  /** Stops every process as Ctrl-C does; resolves with the launcher's exit code. */
  async stop(): Promise<number | string> {
    this.launcher.signal('SIGTERM');
    return this.launcher.ended;
  }

  /** Starts the stopped shop again on the same data and ports. */
  async startAgain(): Promise<void> {
    this.launcherProcess = this.launch();
    await this.launcher.ready();
  }

  /** Stops what runs, and removes the data. */
  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.dataDirectory, { recursive: true, force: true });
  }

  private launch(): LauncherProcess {
    const own = ['--json', '--port-offset', String(this.portOffset), '--data', this.dataDirectory];
    const environment = { WEBSTORE_ADMIN_PASSWORD: ADMIN_PASSWORD, ...this.environment };
    return new LauncherProcess([...own, ...this.options], environment);
  }
}
