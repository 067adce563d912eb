import { type JsonWebKey, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { expect } from 'chai';
import { runOperator } from '../../../src/cli/operator/run-operator.js';

interface NamedKey extends JsonWebKey {
  readonly kid: string;
}

describe('webstore secrets', () => {
  const answer = async (...given: readonly string[]): Promise<string[]> => {
    const texts: string[] = [];
    const output = {
      print: (text: string) => void texts.push(text),
      complain: (line: string) => expect.fail(line),
    };
    expect(await runOperator(['secrets', ...given], {}, output)).to.equal(0);
    return texts.flatMap((text) => text.split('\n'));
  };
  const printed = async (): Promise<Map<string, string>> => {
    const pairs = (await answer()).map((line) => /^([A-Z_]+)='([^']+)'$/.exec(line)!);
    return new Map(pairs.map(([, name, value]) => [name!, value!]));
  };

  it('prints a setting for each secret, another set each time', async () => {
    const [one, other] = [await printed(), await printed()];
    expect([...one.keys()].sort()).to.deep.equal([
      'AUDIT_SERVICE_PRIVATE_KEY',
      'AUDIT_SIGNING_KEY',
      'CUSTOMER_SERVICE_PRIVATE_KEY',
      'OPERATOR_PRIVATE_KEY',
      'ORDER_SERVICE_PRIVATE_KEY',
      'PRODUCT_SERVICE_PRIVATE_KEY',
      'SHOPPING_COMMAND_SERVICE_PRIVATE_KEY',
      'SHOPPING_QUERY_SERVICE_PRIVATE_KEY',
      'TOKEN_KEY_SECRET',
      'TRUSTED_SERVICE_KEYS',
    ]);
    for (const [name, value] of one) expect(value, name).to.not.equal(other.get(name));
    expect(one.get('TOKEN_KEY_SECRET')).to.have.length.above(40);
  });

  it('prints the same settings as one line of JSON', async () => {
    const lines = await answer('--json');
    const settings = JSON.parse(lines.join('\n')) as Record<string, string>;
    expect(lines).to.have.lengthOf(1);
    expect(Object.keys(settings)).to.deep.equal([...(await printed()).keys()]);
    expect(JSON.parse(settings['OPERATOR_PRIVATE_KEY']!)).to.include({ kid: 'operator' });
  });

  it('prints the public half of every private key, and no private one among them', async () => {
    const settings = await printed();
    const { keys } = JSON.parse(settings.get('TRUSTED_SERVICE_KEYS') ?? '') as { keys: NamedKey[] };
    const privateKeys = [...settings].filter(([name]) => name.endsWith('_PRIVATE_KEY'));
    expect(keys).to.have.lengthOf(privateKeys.length);
    const message = Buffer.from('anything');
    for (const [name, value] of privateKeys) {
      const own = JSON.parse(value) as NamedKey;
      const known = keys.find(({ kid }) => kid === own.kid) as NamedKey;
      expect(known, name).to.be.an('object').that.does.not.have.property('d');
      const signature = sign(null, message, createPrivateKey({ key: own, format: 'jwk' }));
      const isTheirs = verify(null, message, createPublicKey({ key: known, format: 'jwk' }), signature);
      expect(isTheirs, name).to.equal(true);
    }
  });
});
