import { expect } from 'chai';
import { jsonLines } from '../../src/api/json-lines.js';

async function linesOf(body: BodyInit | null): Promise<unknown[]> {
  const lines: unknown[] = [];
  for await (const line of jsonLines(new Response(body))) lines.push(line);
  return lines;
}

describe('jsonLines', () => {
  it('gives each line, however the bytes come', async () => {
    const bytes = new TextEncoder().encode('{"a":"tür"}\n{"b":2}\n\n{"c":3}');
    const oneByOne = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    expect(await linesOf(oneByOne)).to.deep.equal([{ a: 'tür' }, { b: 2 }, { c: 3 }]);
  });

  it('tells when the answer breaks off', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    });
    expect(await linesOf(broken).catch((error: unknown) => error)).to.include({ code: 'unreachable' });
  });

  it('gives none of an empty answer', async () => {
    expect(await linesOf(null)).to.deep.equal([]);
    expect(await linesOf('')).to.deep.equal([]);
  });
});
