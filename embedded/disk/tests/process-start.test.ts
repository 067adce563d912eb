import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startFromPs, startOf } from '../src/lock/process-start.js';

describe('when a process started', () => {
  const { PATH } = process.env;
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'embedded-ps-'));
    process.env['PATH'] = `${directory}:${PATH}`;
  });

  afterEach(async () => {
    process.env['PATH'] = PATH;
    await rm(directory, { recursive: true });
  });

  const psSays = (line: string, code = 0): Promise<void> =>
    writeFile(join(directory, 'ps'), `#!/bin/sh\necho '${line}'\nexit ${code}\n`, { mode: 0o755 });

  it('is the same whenever it is asked, and unknown of no process', async () => {
    expect(await startOf(process.pid)).to.equal(await startOf(process.pid));
    expect(await startOf(2 ** 30)).to.equal(undefined);
  });

  it('is told by ps where there is no /proc', async () => {
    await psSays('Ss   Mon Jan  5 10:11:12 2026    ');
    expect(await startFromPs(1)).to.equal('Mon Jan  5 10:11:12 2026');
    await psSays('', 1);
    expect(await startFromPs(1)).to.equal(undefined);
  });

  it('is no start of a process that has ended and not been waited for', async () => {
    await psSays('Z+   Mon Jan  5 10:11:12 2026');
    expect(await startFromPs(1)).to.equal('');
  });
});
