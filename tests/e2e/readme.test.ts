import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { projectRoot } from '../support/project-root.js';
import { run } from './support/command-line.js';
import { TestShop } from './support/test-shop.js';

describe('the README', function () {
  this.timeout(60_000);
  let shop: TestShop;
  before(async () => {
    // Without a password given to it, the launcher makes one and leaves it where the demo finds it.
    shop = await TestShop.start([], { WEBSTORE_ADMIN_PASSWORD: '' });
  });
  after(() => shop?.dispose());

  it('shows a first journey that works as printed, twice', async () => {
    const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');
    const printed = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code]) => code!);
    const journey = printed.find((code) => code.includes('curl'))!;
    const here = journey.replace('http://127.0.0.1:8080', shop.url('gateway'));
    expect(here).to.not.equal(journey);

    for (const remaining of [38, 36]) {
      const output = await runInShell(here);
      expect(output).to.include('"status":"confirmed"').and.to.include('OrderPlaced');
      expect(output).to.include(`"onHand":${remaining}`);
      expect(output).to.include('"kind":"order-received"').and.to.include('"kind":"order-confirmed"');
    }
  });

  it('promises passwords that are printed once', async () => {
    const told = () => shop.launcher.errors.filter((line) => line.startsWith('Sign in as '));
    expect(told().map((line) => line.split(' ')[3])).to.have.members([
      'admin@webstore.example',
      'customer@webstore.example',
    ]);
    await shop.stop();
    await shop.startAgain();
    expect(told()).to.deep.equal([]);
  });

  it('names programs that say in one line why they can not begin', async () => {
    const nowhere = ['--url', 'http://127.0.0.1:1', '--data', shop.dataDirectory];
    const withoutPassword = ['--url', shop.url('gateway'), '--data', join(shop.dataDirectory, 'nothing')];
    for (const script of ['dist/src/cli/demo.js', 'dist/bench/journey.js']) {
      for (const [given, words] of [
        [nowhere, 'No shop answers'],
        [withoutPassword, 'No password of the administrator'],
      ] as const) {
        const { exitCode, stdout, stderr } = await run(script, given);
        expect([exitCode, stdout]).to.deep.equal([1, '']);
        expect(stderr.trimEnd()).to.contain(words).and.not.contain('\n');
      }
    }
  });

  it('names a demo that plays a journey to its end', async () => {
    const { exitCode, stdout, stderr } = await run('dist/src/cli/demo.js', [
      '--url',
      shop.url('gateway'),
      '--data',
      shop.dataDirectory,
    ]);
    expect(stderr).to.equal('');
    expect(exitCode).to.equal(0);
    expect(stdout)
      .to.include('is confirmed')
      .and.to.include('is rejected')
      .and.to.match(/mail to ada\..*could not serve your order/);
  });
});

async function runInShell(commands: string): Promise<string> {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', commands], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => shell.on('close', resolve));
  const output = await text(shell.stdout);
  expect(await ended).to.equal(0);
  return output;
}
