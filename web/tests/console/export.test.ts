import { expect } from 'chai';
import { ApiError } from '../../src/api/api-error.js';
import { DownloadTarget } from '../../src/console/auditing/export/download-target.js';
import { exportName } from '../../src/console/auditing/export/export-name.js';
import { formatBytes } from '../../src/console/auditing/export/format-bytes.js';
import { LogTransfer } from '../../src/console/auditing/export/log-transfer.js';
import { LineCutter } from '../../src/console/auditing/export/whole-lines.js';

const line = (position: number, text = 'tür') => `{"position":"${position}","stream":"s","data":"${text}"}\n`;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const lines = [line(1), line(20), line(300)].join('');

describe('LineCutter', () => {
  it('gives whole lines, however the bytes come', () => {
    for (const size of [1, 2, 7, 40, 1_000]) {
      const cutter = new LineCutter();
      const bytes = bytesOf(lines);
      let text = '';
      let count = 0;
      let position = '';
      for (let at = 0; at < bytes.length; at += size) {
        const whole = cutter.take(bytes.subarray(at, at + size));
        if (whole === undefined) continue;
        const piece = new TextDecoder('utf-8', { fatal: true }).decode(whole.bytes);
        expect(piece.endsWith('\n')).to.equal(true);
        text += piece;
        count += whole.lines;
        position = whole.position;
      }
      expect({ text, count, position }).to.deep.equal({ text: lines, count: 3, position: '300' });
    }
  });

  it('keeps a line that has only begun', () => {
    const cutter = new LineCutter();
    expect(cutter.take(bytesOf(line(1) + '{"posi'))?.position).to.equal('1');
    expect(cutter.take(bytesOf('tion":"2","'))).to.equal(undefined);
    expect(cutter.take(bytesOf('stream":"s"}\n'))?.position).to.equal('2');
  });

  it('refuses what is no export', () => {
    expect(() => new LineCutter().take(bytesOf('<html>\n'))).to.throw(TypeError, 'no line of an export');
  });
});

/** An answer of these texts that then breaks off, or ends. */
const answer = (texts: string[], isBroken = false) =>
  new Response(
    new ReadableStream({
      pull(controller) {
        const text = texts.shift();
        if (text !== undefined) controller.enqueue(bytesOf(text));
        else if (isBroken) controller.error(new TypeError('terminated'));
        else controller.close();
      },
    }),
  );

/** A transfer whose requests are answered in turn, what it asked for, and what it has written. */
function transferOf(answers: (Response | Error)[], behind?: string) {
  const asked: (string | undefined)[] = [];
  const waits: number[] = [];
  let written = '';
  const transfer = new LogTransfer({
    open: async (from) => {
      asked.push(from);
      const next = answers.shift()!;
      if (next instanceof Error) throw next;
      return next;
    },
    target: {
      write: async (bytes) => void (written += new TextDecoder().decode(bytes)),
      finish: async () => undefined,
      abandon: async () => undefined,
    },
    behind,
    pause: async (ms) => void waits.push(ms),
  });
  const run = () =>
    transfer.run(new AbortController().signal, () => undefined).catch((error: unknown) => error as ApiError);
  return { transfer, asked, waits, run, written: () => written };
}

describe('LogTransfer', () => {
  it('goes on behind the last whole line when the connection breaks off', async () => {
    const { transfer, asked, run, written } = transferOf(
      [answer([line(1), line(20) + '{"position":"30'], true), answer([line(300)])],
      '0',
    );
    expect(await run()).to.equal(undefined);
    expect(written()).to.equal(lines);
    expect(asked).to.deep.equal(['0', '20']);
    expect(transfer.progress).to.deep.equal({ events: 3, bytes: bytesOf(lines).length, position: '300' });
  });

  it('gives up after some attempts in a row, and can be told to go on', async () => {
    const away = () => ApiError.unreachable(undefined);
    const { asked, waits, run, written } = transferOf([
      answer([line(1)], true),
      away(),
      away(),
      away(),
      answer([line(20), line(300)]),
    ]);
    expect(await run()).to.include({ code: 'unreachable' });
    expect(waits).to.deep.equal([1_000, 2_000, 4_000]);
    expect(await run()).to.equal(undefined);
    expect(asked).to.deep.equal([undefined, '1', '1', '1', '1']);
    expect(written()).to.equal(lines);
  });

  it('gives up at once when it is refused', async () => {
    const refusal = new ApiError({ status: 403, code: 'administrators-only', title: '', detail: '' });
    const { asked, run } = transferOf([refusal]);
    expect(await run()).to.equal(refusal);
    expect(asked).to.have.lengthOf(1);
  });

  it('ends an empty log without a position', async () => {
    const { transfer, run } = transferOf([answer([])]);
    expect(await run()).to.equal(undefined);
    expect(transfer.progress).to.deep.equal({ events: 0, bytes: 0, position: undefined });
  });
});

describe('DownloadTarget', () => {
  it('hands over all that was written, once', async () => {
    const files: Blob[] = [];
    const target = new DownloadTarget((file) => files.push(file));
    await target.write(bytesOf(line(1)));
    await target.write(new Uint8Array(9 * 1024 * 1024).fill(32));
    await target.write(bytesOf(line(2)));
    await target.finish();
    expect(files).to.have.lengthOf(1);
    const text = await files[0]!.text();
    expect(text.startsWith(line(1))).to.equal(true);
    expect(text.endsWith(line(2))).to.equal(true);
  });
});

describe('what exports are told by', () => {
  it('is a name with the time, and with what it begins behind', () => {
    const now = new Date('2026-01-02T03:04:05.678Z');
    expect(exportName(now, undefined)).to.equal('webstore-log-2026-01-02T03-04-05.jsonl');
    expect(exportName(now, '42')).to.equal('webstore-log-2026-01-02T03-04-05-behind-42.jsonl');
  });

  for (const [bytes, text] of [
    [0, '0 bytes'],
    [1_500, '1.5 kB'],
    [20_400_000, '20 MB'],
    [3e12, '3 TB'],
    [5e15, '5000 TB'],
  ] as const) {
    it(`is a size: ${text}`, () => expect(formatBytes(bytes)).to.equal(text));
  }
});
