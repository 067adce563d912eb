import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { newShopSecrets, trustSettings } from '../../../src/infrastructure/security/shop-secrets.js';
import { refusedSettings } from '../../../src/services/launcher/settings-check/refused-settings.js';

describe('settings of a shop that is to start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webstore-settings-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const trust = trustSettings(newShopSecrets(['order-service']), 'order-service');
  const refusal = (
    environment: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>> = {},
  ) => {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return refusedSettings([
      { name: 'registry', environment },
      { name: 'mongodb', environment },
      { name: 'config-server', environment: { CONFIG_FOLDER: folder, ...environment } },
      { name: 'order-service', environment: { ...trust, ...environment } },
      { name: 'order-service-2', environment: { ...trust, ...environment } },
      { name: 'gateway', environment },
    ]);
  };

  it('are accepted when every process would accept its own', async () => {
    const environment = { LOG_LEVEL: 'debug', TRACE_SAMPLE_RATIO: '0.5', ENCRYPT_KEY: 'k' };
    const files = {
      'application.yml': 'log: { level: warn }',
      'order-service.properties': 'stock.answer-timeout-ms=5000',
      'gateway.yml': 'gateway: { retryBudget: 0.1 }',
    };
    expect(await refusal({})).to.equal(undefined);
    expect(await refusal(environment, files)).to.equal(undefined);
  });

  for (const [environment, said] of [
    [{ LOG_LEVEL: 'loud' }, /^registry: log\.level must be one of .+$/],
    [{ CONFIG_POLL_MS: 'often' }, /^config-server: CONFIG_POLL_MS .+$/],
    [{ TRACE_SAMPLE_RATIO: '7' }, /^order-service: TRACE_SAMPLE_RATIO .+$/],
    [{ STOCK_ANSWER_TIMEOUT_MS: '1' }, /^order-service: STOCK_ANSWER_TIMEOUT_MS .+$/],
    [{ CONFIG_PROFILE: 'a b' }, /^order-service: CONFIG_PROFILE .+$/],
    [{ CONFIG_LABEL: 'next' }, /^order-service: There is no label next$/],
    [{ GATEWAY_RETRYBUDGET: '-1' }, /^gateway: gateway\.retryBudget .+$/],
    [{ SECURITY_CORS_ORIGINS: 'anybody' }, /^gateway: security\.cors\.origins .+$/],
  ] as const) {
    it(`are refused for ${Object.entries(environment)[0]?.join('=')}`, async () => {
      expect(await refusal(environment)).to.match(said);
    });
  }

  for (const [file, content, said] of [
    ['application.yml', 'log: { level: loud }', /^order-service: log\.level .+$/],
    ['application.yml', 'log: { volume: 11 }', /^order-service: log\.volume .+$/],
    ['application.yml', 'log: [', /^order-service: application\.yml: .+$/],
    [
      'order-service.yml',
      'stock: { answer-timeout-ms: soon }',
      /^order-service: STOCK_ANSWER_TIMEOUT_MS .+$/,
    ],
    [
      'application.yml',
      'resilience: { product-service: { getProduct: { timeoutMs: -1 } } }',
      /^order-service: resilience\.product-service\.getProduct\.timeoutMs .+$/,
    ],
    [
      'gateway.yml',
      'security: { rate-limits: { routes: 5 } }',
      /^gateway: security\.rate-limits\.routes .+$/,
    ],
  ] as const) {
    it(`are refused for ${content} in ${file}`, async () => {
      expect(await refusal({}, { [file]: content })).to.match(said);
    });
  }

  it('are refused when a file cannot be read', async () => {
    const path = join(folder, 'application.yml');
    writeFileSync(path, '');
    // Sparse, and more than can be read at once.
    truncateSync(path, 3 * 2 ** 30);
    expect(await refusal({})).to.match(/^order-service: application\.yml: File size .+$/);
  });

  it('are what the environment says where that wins', async () => {
    expect(await refusal({ LOG_LEVEL: 'info' }, { 'application.yml': 'log: { level: loud }' })).to.equal(
      undefined,
    );
  });

  it('are those of the environment only while a git repository or a server elsewhere has the others', async () => {
    const files = { 'application.yml': 'log: { level: loud }' };
    expect(await refusal({ CONFIG_GIT_URI: 'https://git.example.com/shop.git' }, files)).to.equal(undefined);
    const order = { name: 'order-service', environment: { ...trust, TRACE_SAMPLE_RATIO: '7' } };
    expect(await refusedSettings([order])).to.match(/^order-service: TRACE_SAMPLE_RATIO/);
  });
});
