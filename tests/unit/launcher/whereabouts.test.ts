import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { forgetWhereabouts, whereabouts } from '../../../src/services/launcher/whereabouts.js';

describe('what a data folder keeps of who is where', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webstore-whereabouts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is forgotten before all start anew, and nothing else', () => {
    const { registry, directories } = whereabouts(folder);
    for (const path of [registry, directories, join(folder, 'event-store')]) {
      mkdirSync(path);
      writeFileSync(join(path, 'gateway-1.json'), '{}');
    }
    forgetWhereabouts(folder);
    expect(readdirSync(folder)).to.deep.equal(['event-store']);
    expect(existsSync(join(folder, 'event-store', 'gateway-1.json'))).to.equal(true);
  });

  it('need not be there', () => {
    forgetWhereabouts(folder);
    expect(readdirSync(folder)).to.deep.equal([]);
  });
});
