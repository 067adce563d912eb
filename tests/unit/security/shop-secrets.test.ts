import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readShopSecrets, shopSecrets } from '../../../src/infrastructure/security/shop-secrets.js';

describe('the secrets of a shop', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webstore-secrets-'));
    file = join(folder, 'secrets.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are made once', () => {
    expect(readShopSecrets(folder)).to.equal(undefined);
    const made = shopSecrets(folder, ['till']);
    expect(readShopSecrets(folder)).to.deep.equal(made);
    expect(shopSecrets(folder, ['till'])).to.deep.equal(made);
  });

  for (const damaged of ['', 'no JSON', 'null', '7', '{}', '{"tokenKeySecret":"x"}']) {
    it(`are refused in one line, and not replaced, when the file says ${damaged || 'nothing'}`, async () => {
      await writeFile(file, damaged);
      expect(() => readShopSecrets(folder)).to.throw(/^[^\n]*secrets\.json is damaged[^\n]*$/);
      expect(() => shopSecrets(folder, ['till'])).to.throw(/is damaged/);
      expect(await readFile(file, 'utf8')).to.equal(damaged);
    });
  }
});
