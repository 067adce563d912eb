import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { newShopSecrets, trustSettings } from '../../../src/infrastructure/security/shop-secrets.js';
import { ConfigServerProcess } from '../../support/config-server-process.js';
import { projectRoot } from '../../support/project-root.js';

describe('the start of a process that cannot be configured', function () {
  this.timeout(60_000);

  const trust = trustSettings(newShopSecrets(['order-service']), 'order-service');
  const start = (name: string, environment: Record<string, string>): SpawnSyncReturns<string> =>
    spawnSync(process.execPath, [join(projectRoot, `dist/src/services/${name}.js`)], {
      env: { ...process.env, ...trust, ...environment },
      encoding: 'utf8',
      timeout: 30_000,
    });

  it('fails fast with exit code 1 and one line when the config server is away', () => {
    const { status, stderr } = start('order-service', {
      CONFIG_SERVER_URL: 'http://127.0.0.1:9',
      CONFIG_FAIL_FAST: 'true',
    });
    expect(status).to.equal(1);
    expect(stderr).to.match(
      /^order-service: The config server http:\/\/127\.0\.0\.1:9 is of no use: [^\n]+\n$/,
    );
  });

  it('ends with exit code 2 and one line when the config server has an invalid setting for it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'config-start-'));
    await writeFile(join(folder, 'order-service.yml'), 'stock: { answer-timeout-ms: soon }\n');
    const server = await ConfigServerProcess.start({ CONFIG_FOLDER: folder });
    try {
      const { status, stderr } = start('order-service', { CONFIG_SERVER_URL: server.url });
      expect(status).to.equal(2);
      expect(stderr).to.match(/^order-service: STOCK_ANSWER_TIMEOUT_MS [^\n]+\n$/);
    } finally {
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    }
  });

  for (const [name, environment, line] of [
    [
      'order-service',
      { CONFIG_SERVER_URL: 'config:8888' },
      /^order-service: CONFIG_SERVER_URL must be an http/,
    ],
    ['order-service', { LOG_LEVEL: 'loud' }, /^order-service: log\.level must be one of/],
    [
      'config-server',
      { CONFIG_FOLDER: '/nowhere/at/all' },
      /^config-server: \/nowhere\/at\/all is not a folder/,
    ],
    ['config-server', { CONFIG_POLL_MS: 'often' }, /^config-server: CONFIG_POLL_MS must/],
  ] as const) {
    it(`of ${name} with ${JSON.stringify(environment)} ends with exit code 2 and one line`, () => {
      const { status, stderr } = start(name, environment);
      expect(status).to.equal(2);
      expect(stderr)
        .to.match(line)
        .and.match(/^[^\n]+\n$/);
    });
  }
});
