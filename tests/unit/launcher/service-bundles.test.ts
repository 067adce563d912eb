import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { noteInputs } from '../../../src/services/launcher/build-inputs.js';
import {
  bundleInputs,
  bundlesAreFresh,
  serviceScripts,
} from '../../../src/services/launcher/service-bundles.js';

const inputs = ['one.js', 'two.js'];
const longAgo = new Date('2020-01-01T00:00:00.000Z');

describe('bundles of the services', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'webstore-bundles-'));
    mkdirSync(join(root, 'dist', 'bundles'), { recursive: true });
    for (const path of inputs) write(path, 'content');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** Writes a file as if that had happened long ago. */
  function write(path: string, content: string, at = longAgo): void {
    writeFileSync(join(root, path), content);
    utimesSync(join(root, path), at, at);
  }
  const orderService = () => serviceScripts(root)('order-service');

  it('are run when they were made of the files as they are', () => {
    noteInputs(root, bundleInputs, inputs, Date.now());
    expect(bundlesAreFresh(root)).to.equal(true);
    expect(orderService()).to.equal('dist/bundles/order-service.mjs');
  });

  it('are not run when they were never made', () => {
    expect(bundlesAreFresh(root)).to.equal(false);
    expect(orderService()).to.equal('dist/src/services/order-service.js');
  });

  for (const [what, change] of [
    ['of another length', () => write('one.js', 'other content')],
    ['of another time', () => write('two.js', 'content', new Date('2020-01-01T00:00:01.000Z'))],
    ['gone', () => rmSync(join(root, 'one.js'))],
  ] as const) {
    it(`are not run when one of those files is ${what} now`, () => {
      noteInputs(root, bundleInputs, inputs, Date.now());
      change();
      expect(orderService()).to.equal('dist/src/services/order-service.js');
    });
  }

  it('are not run when one of those files changed while they were made', () => {
    const startedAt = Date.now();
    write('two.js', 'content', new Date(startedAt + 1_000));
    noteInputs(root, bundleInputs, inputs, startedAt);
    expect(bundlesAreFresh(root)).to.equal(false);
    noteInputs(root, bundleInputs, inputs, statSync(join(root, 'two.js')).mtimeMs + 1);
    expect(bundlesAreFresh(root)).to.equal(true);
  });

  it('are not run when the list of those files was cut off', () => {
    noteInputs(root, bundleInputs, inputs, Date.now());
    writeFileSync(join(root, 'dist', 'bundles', 'inputs.json'), '{"one.js":"1');
    expect(bundlesAreFresh(root)).to.equal(false);
  });
});
