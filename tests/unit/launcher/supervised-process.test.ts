import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ProcessSpec } from '../../../src/services/launcher/process-spec.js';
import { StartError } from '../../../src/services/launcher/start-error.js';
import { SupervisedProcess } from '../../../src/services/launcher/supervised-process.js';
import { until } from '../http/support/until.js';

const serving = `console.log('listening on x'); setInterval(() => {}, 1000); process.on('SIGTERM', () => process.exit(0));`;

describe('supervised process', () => {
  let folder: string;
  let supervised: SupervisedProcess | undefined;
  const pids: number[] = [];
  const waitBeforeRestarts: number[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'webstore-supervised-'));
  });
  afterEach(async () => {
    await supervised?.stop(1_000);
    supervised = undefined;
    rmSync(folder, { recursive: true });
    pids.length = 0;
    waitBeforeRestarts.length = 0;
    waiting.length = 0;
  });

  function supervise(code: string): SupervisedProcess {
    writeFileSync(join(folder, 'main.mjs'), code);
    const spec: ProcessSpec = {
      name: 'sample',
      url: 'x://',
      kind: 'service',
      script: 'main.mjs',
      arguments: [],
      environment: {},
      nodeOptions: [],
      readiness: { line: 'listening on' },
    };
    supervised = new SupervisedProcess(spec, folder, {
      started: (_, pid) => {
        pids.push(pid);
        for (const { count, resolve } of waiting) if (pids.length >= count) resolve();
      },
      died: (_spec, _how, restartInMs) => void waitBeforeRestarts.push(restartInMs),
      line: () => {},
    });
    return supervised;
  }

  const started = (count: number) =>
    new Promise<void>((resolve) => {
      waiting.push({ count, resolve });
      if (pids.length >= count) resolve();
    });

  const isAlive = (pid: number) => {
    try {
      return process.kill(pid, 0);
    } catch {
      return false;
    }
  };

  it('is ready once it says so, and gone once it is stopped', async () => {
    const sample = supervise(serving);
    await sample.start();
    expect(isAlive(pids[0]!)).to.equal(true);
    await sample.stop(5_000);
    expect(isAlive(pids[0]!)).to.equal(false);
  });

  it('is started again also when the system could not start it at once', async () => {
    await supervise(serving).start();
    renameSync(folder, `${folder}.away`);
    process.kill(pids[0]!, 'SIGKILL');
    await until(() => waitBeforeRestarts.length >= 2);
    renameSync(`${folder}.away`, folder);
    await started(2);
    expect(isAlive(pids[1]!)).to.equal(true);
  });

  it('is told no secret that is not its own', async () => {
    process.env['WEBSTORE_ADMIN_PASSWORD'] = 'not for everybody';
    try {
      await supervise(
        `if (process.env.WEBSTORE_ADMIN_PASSWORD === undefined && process.env.PATH) ${serving}`,
      ).start();
    } finally {
      delete process.env['WEBSTORE_ADMIN_PASSWORD'];
    }
  });

  it('is started again after it was killed, quickly when it had served', async () => {
    const sample = supervise(serving);
    await sample.start();
    process.kill(pids[0]!, 'SIGKILL');
    await started(2);
    expect(pids[1]).to.not.equal(pids[0]);
    expect(waitBeforeRestarts).to.deep.equal([100]);
  });

  it('is ended by force when it does not end by itself', async () => {
    const sample = supervise(`process.on('SIGTERM', () => {}); ${serving.replace('process.exit(0)', '0')}`);
    await sample.start();
    await sample.stop(50);
    expect(isAlive(pids[0]!)).to.equal(false);
  });

  it('gives up on one that refuses its options, with its own words', async () => {
    const sample = supervise(`console.error('no such port'); process.exit(2);`);
    const failure = await sample.start().catch((error: unknown) => error);
    expect(failure)
      .to.be.instanceOf(StartError)
      .with.property('message', 'sample could not start: no such port');
    expect(pids).to.have.lengthOf(1);
  });

  it('gives up on one that ends again and again before it has ever served', async () => {
    const sample = supervise(`process.exit(1);`);
    const failure = await sample.start().catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(StartError).with.property('message').that.includes('exit code 1');
    expect(waitBeforeRestarts).to.deep.equal([100, 200]);
  });

  it('can be stopped while it waits to be started again', async () => {
    const sample = supervise(`process.kill(process.pid, 'SIGKILL');`);
    void sample.start();
    await started(4);
    await sample.stop(1_000);
    expect(pids.some(isAlive)).to.equal(false);
  });
});
