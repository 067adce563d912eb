import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Mailbox, type MailboxLimits } from '../src/mailbox.js';
import { LogDamagedError } from '../src/storage/log-damaged-error.js';
import { list, MailboxBench, send } from './support.js';

const packageRoot = path.dirname(
  createRequire(import.meta.url).resolve('@webstore/embedded-mailbox/package.json'),
);

function message(id: string, text = id): { from: string; to: string[]; raw: Buffer } {
  const raw = Buffer.from(`Message-ID: ${id}\r\nSubject: ${id}\r\n\r\n${text}\r\n`);
  return { from: 'a@x', to: ['b@x'], raw };
}

describe('the mailbox keeps what it has acknowledged', () => {
  let bench: MailboxBench;
  let log: string;

  beforeEach(async () => {
    bench = await MailboxBench.create();
    log = path.join(bench.dir, 'messages.log');
  });

  afterEach(() => bench.cleanUp());

  async function fill(...ids: string[]): Promise<void> {
    const mailbox = await Mailbox.open(bench.dir);
    for (const id of ids) await mailbox.receive(message(id), new Date());
    await mailbox.close();
  }

  async function idsIn(dir: string, limits: MailboxLimits = {}): Promise<string[]> {
    const mailbox = await Mailbox.open(dir, limits);
    const ids = mailbox.list().map(({ messageId }) => messageId);
    await mailbox.close();
    return ids;
  }

  it('cuts off a last message that is torn at any byte', async () => {
    await fill('<1>');
    const { size: whole } = await stat(log);
    await fill('<2>');
    const bytes = await readFile(log);
    for (let length = whole; length < bytes.length; length++) {
      const dir = path.join(bench.dir, `torn-${length}`);
      await mkdir(dir);
      await writeFile(path.join(dir, 'messages.log'), bytes.subarray(0, length));
      const mailbox = await Mailbox.open(dir);
      expect(mailbox.cutBytes, `torn at ${length}`).to.equal(length - whole);
      expect(mailbox.list(), `torn at ${length}`).to.have.length(1);
      await mailbox.receive(message('<3>'), new Date());
      await mailbox.close();
      expect(await idsIn(dir), `torn at ${length}`).to.deep.equal(['<1>', '<3>']);
    }
  });

  it('cuts off blocks that were never written', async () => {
    await fill('<1>');
    await writeFile(log, Buffer.concat([await readFile(log), Buffer.alloc(5_000)]));
    expect(await idsIn(bench.dir)).to.deep.equal(['<1>']);
  });

  it('refuses a file that is damaged in the middle, wherever the damage is', async () => {
    await fill('<1>');
    const { size: first } = await stat(log);
    await fill('<2>');
    const intact = await readFile(log);
    for (let offset = 0; offset < first; offset++) {
      const damaged = Buffer.from(intact);
      damaged.writeUInt8(damaged.readUInt8(offset) ^ 0x40, offset);
      await writeFile(log, damaged);
      const failure = await idsIn(bench.dir).catch((error: unknown) => error);
      expect(failure, `damaged at ${offset}`).to.be.instanceOf(LogDamagedError);
    }
    await writeFile(log, intact);
    expect(await idsIn(bench.dir)).to.deep.equal(['<1>', '<2>']);
  });

  it('rewrites the file when most of it is of no use, and loses nothing by it', async () => {
    const mailbox = await Mailbox.open(bench.dir, { maxMessages: 3 });
    const text = 'x'.repeat(4 * 1024 * 1024);
    for (let i = 1; i <= 9; i++) await mailbox.receive(message(`<${i}>`, `${i}${text}`), new Date());
    const { size } = await stat(log);
    expect(size).to.be.lessThan(30 * 1024 * 1024);
    for (const id of ['<7>', '<8>', '<9>']) {
      expect((await mailbox.read(id))?.raw.toString()).to.contain(`\r\n\r\n${id.at(1)}xxx`);
    }
    await mailbox.close();
    expect(await idsIn(bench.dir, { maxMessages: 3 })).to.deep.equal(['<7>', '<8>', '<9>']);
  });

  it('ignores what a rewrite that was killed left behind', async () => {
    await fill('<1>');
    await copyFile(log, `${log}.new`);
    expect(await idsIn(bench.dir)).to.deep.equal(['<1>']);
  });

  describe('as a process', () => {
    const children: ChildProcess[] = [];

    afterEach(async () => {
      for (const child of children.splice(0)) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    });

    function run(...args: string[]): ChildProcess {
      const bin = path.join(packageRoot, 'bin', 'embedded-mailbox.mjs');
      const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
      children.push(child);
      return child;
    }

    async function ready(child: ChildProcess): Promise<{ smtpPort: number; httpUrl: string }> {
      const [line] = (await once(createInterface(child.stdout!), 'line')) as [string];
      const [, port, httpUrl] = /^listening on smtp:\/\/127\.0\.0\.1:(\d+) and (http:\S+)$/.exec(line) ?? [];
      return { smtpPort: Number(port), httpUrl: httpUrl! };
    }

    const serve = ['--smtp-port', '0', '--http-port', '0'];

    it('has every acknowledged message after SIGKILL', async () => {
      const first = run('--dir', bench.dir, ...serve);
      const { smtpPort } = await ready(first);
      const acknowledged: string[] = [];
      const senders = Array.from({ length: 8 }, async (_, sender) => {
        for (let i = 0; ; i++) {
          const messageId = `<${sender}.${i}@x>`;
          try {
            await send(smtpPort, { messageId, text: 'hello' });
          } catch {
            return;
          }
          acknowledged.push(messageId);
          if (acknowledged.length === 100) first.kill('SIGKILL');
        }
      });
      await Promise.all(senders);
      const again = await ready(run('--dir', bench.dir, ...serve));
      const ids = (await list(again)).map(({ messageId }) => messageId);
      expect(ids).to.include.members(acknowledged);
      expect(new Set(ids).size).to.equal(ids.length);
    });

    it('refuses with 451 what it cannot write, and keeps what it has acknowledged', async function limited() {
      if (process.platform === 'win32') this.skip();
      const bin = path.join(packageRoot, 'bin', 'embedded-mailbox.mjs');
      const limit = 'ulimit -f 64; exec "$0" "$@"'; // 64 blocks for a file
      const args = ['-c', limit, process.execPath, bin, '--dir', bench.dir, ...serve];
      const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'inherit'] });
      children.push(child);
      const { smtpPort } = await ready(child);
      await send(smtpPort, { messageId: '<small@x>' });
      const refusal = await send(smtpPort, { messageId: '<large@x>', text: 'x'.repeat(200_000) }).catch(
        (error: { responseCode?: number }) => error.responseCode,
      );
      expect(refusal).to.equal(451);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const again = await ready(run('--dir', bench.dir, ...serve));
      expect((await list(again)).map(({ messageId }) => messageId)).to.deep.equal(['<small@x>']);
    });

    it('stops with 0 on SIGTERM', async () => {
      const child = run('--dir', bench.dir, ...serve);
      await ready(child);
      child.kill('SIGTERM');
      expect(await once(child, 'exit')).to.deep.equal([0, null]);
    });

    it('answers misuse with one line and 2', async () => {
      const misuses = [
        [],
        ['--dir', bench.dir, '--smtp-port', 'x'],
        ['--dir', bench.dir, '--unknown'],
        ['--dir'],
      ];
      for (const args of misuses) {
        const child = run(...args);
        let output = '';
        child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
        const [code] = (await once(child, 'close')) as [number];
        expect(code, args.join(' ')).to.equal(2);
        expect(output.trimEnd().split('\n'), args.join(' ')).to.have.length(1);
      }
    });

    it('answers a folder in use with one line and 1, and a killed one leaves it free', async () => {
      const first = run('--dir', bench.dir, ...serve);
      await ready(first);
      const second = run('--dir', bench.dir, ...serve);
      let output = '';
      second.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
      expect(((await once(second, 'close')) as [number])[0]).to.equal(1);
      expect(output).to.match(/^embedded-mailbox: the data directory \S+ is in use by process \d+\n$/);
      expect(output).to.contain(`process ${first.pid}\n`);
      first.kill('SIGKILL');
      await once(first, 'exit');
      await ready(run('--dir', bench.dir, ...serve));
    });

    it('answers a port in use with one line and 1', async () => {
      const { smtpPort } = await ready(run('--dir', bench.dir, ...serve));
      const dir = path.join(bench.dir, 'other');
      const child = run('--dir', dir, '--smtp-port', String(smtpPort), '--http-port', '0');
      let output = '';
      child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
      expect(((await once(child, 'close')) as [number])[0]).to.equal(1);
      expect(output).to.match(/^embedded-mailbox: .*EADDRINUSE.*\n$/);
      await rm(dir, { recursive: true, force: true });
    });
  });
});
