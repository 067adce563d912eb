import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsIn } from 'class-validator';
import { expect } from 'chai';
import express from 'express';
import type {
  AppliedChange,
  LiveConfiguration,
} from '../../../src/infrastructure/configuration/live-configuration.js';
import type { LiveSettings } from '../../../src/infrastructure/configuration/live-settings.js';
import { listen, type HttpServer } from '../../../src/infrastructure/http/server/listen.js';
import { refreshRouter } from '../../../src/infrastructure/http/server/refresh-router.js';
import { serviceApp } from '../../../src/infrastructure/http/server/service-app.js';
import { IsWholeParameter } from '../../../src/infrastructure/http/validation/rules.js';
import { createLogger } from '../../../src/infrastructure/telemetry/logger.js';
import { fixedSettings } from '../../../src/infrastructure/configuration/fixed-settings.js';
import { Metrics } from '../../../src/infrastructure/telemetry/metrics.js';
import type { BackgroundTask } from '../../../src/services/runtime/background-task.js';
import { followConfiguration } from '../../../src/services/runtime/follow-configuration.js';
import { loadConfiguration } from '../../../src/services/runtime/load-configuration.js';
import { ConfigServerProcess } from '../../support/config-server-process.js';
import { until } from '../services/support/until.js';

class LimitSettings {
  @IsWholeParameter(1, 100) rate = 10;
  @IsIn(['a', 'b']) mode = 'a';
}

class StartSettings {
  @IsWholeParameter(0, 65_535) PORT = 0;
}

/** What every process does about its settings, without the rest of it. */
class Subject {
  private constructor(
    readonly configuration: LiveConfiguration,
    readonly limits: LiveSettings<LimitSettings>,
    private readonly tasks: readonly BackgroundTask[],
    private readonly server: HttpServer,
    private readonly metrics: Metrics,
  ) {}

  static async start(environment: NodeJS.ProcessEnv, follows = true): Promise<Subject> {
    const configuration = await loadConfiguration('shop', environment);
    configuration.settings(StartSettings);
    const limits = configuration.bind('limits', LimitSettings);
    const metrics = new Metrics('shop');
    const logger = createLogger('shop', 'shop-1', fixedSettings({ level: 'silent' }));
    const { refresher, tasks } = followConfiguration(configuration, logger, metrics);
    const app = serviceApp([express.Router().use(refreshRouter(refresher))], {
      served: () => undefined,
      unexpected: (error) => expect.fail(String(error)),
    });
    const server = await listen(app, 0, '127.0.0.1');
    if (follows) for (const task of tasks) task.start();
    return new Subject(configuration, limits, follows ? tasks : [], server, metrics);
  }

  refresh(): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.server.port}/actuator/refresh`, { method: 'POST' });
  }

  async refreshes(outcome: keyof AppliedChange | string): Promise<number> {
    const line = new RegExp(
      `^configuration_refreshes_total\\{[^}]*outcome="${outcome}"[^}]*\\} (\\d+)$`,
      'm',
    );
    return Number(line.exec((await this.metrics.text()).text)?.[1]);
  }

  async stop(): Promise<void> {
    await Promise.all(this.tasks.map((task) => task.stop()));
    await this.server.close();
  }
}

describe('live settings of a running process', function () {
  this.timeout(60_000);
  let folder: string;
  let server: ConfigServerProcess;
  let subject: Subject | undefined;

  const configure = (text: string) => writeFile(join(folder, 'shop.yml'), text);
  const environment = () => ({ CONFIG_SERVER_URL: server.url });

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'live-settings-'));
    await configure('limits: { rate: 20 }\n');
    server = await ConfigServerProcess.start({ CONFIG_FOLDER: folder, CONFIG_POLL_MS: '250' });
  });

  afterEach(async () => {
    await subject?.stop();
    subject = undefined;
    await server.kill();
    await rm(folder, { recursive: true, force: true });
  });

  it('come from the config server, the environment wins', async () => {
    subject = await Subject.start({ ...environment(), LIMITS_MODE: 'b' });
    expect(subject.limits.current).to.deep.equal({ rate: 20, mode: 'b' });
  });

  it('change when the file is saved', async () => {
    subject = await Subject.start(environment());
    const told: number[] = [];
    subject.limits.onChange(({ rate }) => told.push(rate));
    await configure('limits: { rate: 30 }\n');
    await until(() => subject!.limits.current.rate === 30);
    expect(told).to.deep.equal([30]);
    expect(await subject.refreshes('applied')).to.equal(1);
  });

  it('change on POST /actuator/refresh, which answers the keys', async () => {
    subject = await Subject.start(environment(), false);
    await configure('limits: { rate: 30, mode: b }\nport: 99\n');
    const answer = await subject.refresh();
    expect(await answer.json()).to.deep.equal(['limits.mode', 'limits.rate', 'port']);
    expect(answer.headers.get('restart-required')).to.equal('port');
    expect(subject.limits.current).to.deep.equal({ rate: 30, mode: 'b' });
    expect(await (await subject.refresh()).json()).to.deep.equal([]);
    expect(await subject.refreshes('unchanged')).to.equal(1);
  });

  it('refuse an invalid change as a whole, and take the next valid one', async () => {
    subject = await Subject.start(environment(), false);
    await configure('limits: { rate: 1000, mode: b }\n');
    const answer = await subject.refresh();
    expect(answer.status).to.equal(409);
    expect(await answer.json()).to.include({
      code: 'settings-refused',
      detail: 'limits.rate must not be greater than 100',
    });
    expect(subject.limits.current).to.deep.equal({ rate: 20, mode: 'a' });
    expect(await subject.refreshes('refused')).to.equal(1);

    await configure('limits: { rate: 40, mode: b }\n');
    expect(await (await subject.refresh()).json()).to.deep.equal(['limits.mode', 'limits.rate']);
    expect(subject.limits.current).to.deep.equal({ rate: 40, mode: 'b' });
  });

  it('stay as they are while a file cannot be read', async () => {
    subject = await Subject.start(environment(), false);
    await configure('limits: {');
    const answer = await subject.refresh();
    expect(answer.status).to.equal(503);
    expect(((await answer.json()) as { detail: string }).detail).to.match(/it answers 500 \(shop\.yml: /);
    expect(subject.limits.current.rate).to.equal(20);
  });

  it('stay as they are without the config server, and follow it when it is back', async () => {
    subject = await Subject.start(environment());
    const { port } = server;
    await server.kill();
    expect((await subject.refresh()).status).to.equal(503);
    expect(subject.limits.current.rate).to.equal(20);

    await configure('limits: { rate: 50 }\n');
    server = await ConfigServerProcess.start({ CONFIG_FOLDER: folder }, port);
    await until(() => subject!.limits.current.rate === 50, 20_000);
  });

  it('are waited for while the config server is starting', async () => {
    const { port } = server;
    await server.kill();
    const starting = Subject.start(environment());
    server = await ConfigServerProcess.start({ CONFIG_FOLDER: folder }, port);
    subject = await starting;
    expect(subject.limits.current.rate).to.equal(20);
  });
});
