import { expect } from 'chai';
import { runOperator } from '../../../src/cli/operator/run-operator.js';

/** What `webstore <given> --help` prints. */
async function help(...given: readonly string[]): Promise<string> {
  const printed: string[] = [];
  const output = { print: (line: string) => void printed.push(line), complain: () => undefined };
  expect(await runOperator([...given, '--help'], {}, output)).to.equal(0);
  return printed.join('\n');
}

/** The commands that do something, with the words that lead to them. */
async function leaves(path: readonly string[] = []): Promise<string[][]> {
  const [, listed = ''] = (await help(...path)).split('\nCommands:\n');
  const names = Array.from(listed.matchAll(/^ {2}([a-z-]+)/gm), ([, name]) => name!);
  const below = names.filter((name) => name !== 'help').map((name) => leaves([...path, name]));
  return below.length === 0 ? [[...path]] : (await Promise.all(below)).flat();
}

describe('every command of the operator', () => {
  it('answers as JSON where that is asked for', async () => {
    const all = await leaves();
    expect(all.map((path) => path.join(' '))).to.include.members(['doctor', 'keys list', 'processes retry']);
    const texts = await Promise.all(all.map((path) => help(...path)));
    expect(all.filter((_, index) => !texts[index]!.includes('--json'))).to.deep.equal([]);
  });

  it('refuses an empty argument as misuse, in one line', async () => {
    for (const path of await leaves()) {
      const [, usage = ''] = /^Usage: webstore (.*)$/m.exec(await help(...path)) ?? [];
      const count = usage.match(/[<[](?!options)[^\]>]+[\]>]/g)?.length ?? 0;
      if (count === 0) continue;
      const complaints: string[] = [];
      const output = { print: () => undefined, complain: (line: string) => void complaints.push(line) };
      expect(
        await runOperator([...path, ...Array<string>(count).fill('')], {}, output),
        path.join(' '),
      ).to.equal(2);
      expect(complaints, path.join(' ')).to.have.length(1);
    }
  });

  for (const key of ['x', '{}', '{"kty":"OKP"}', '{"kty":"OKP","crv":"Ed25519","x":"AA","kid":"operator"}']) {
    it(`refuses ${key} for the operator's key as misuse`, async () => {
      const complaints: string[] = [];
      const output = { print: () => undefined, complain: (line: string) => void complaints.push(line) };
      expect(await runOperator(['keys', 'list'], { OPERATOR_PRIVATE_KEY: key }, output)).to.equal(2);
      expect(complaints).to.deep.equal(['webstore: OPERATOR_PRIVATE_KEY is not a private key as JWK']);
    });
  }
});
