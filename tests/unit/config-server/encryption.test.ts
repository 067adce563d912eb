import { expect } from 'chai';
import * as fc from 'fast-check';
import { decryptEnvironment } from '../../../src/services/config-server/encryption/decrypt-environment.js';
import { TextCipher, withoutKeyNames } from '../../../src/services/config-server/encryption/text-cipher.js';

const vector = '682bc583f4641835fa2db009355293665d2647dade3375c0ee201de2a49f7bda';
const cipher = new TextCipher('foo');

describe('text cipher', () => {
  it("reads what Spring's encrypted", () => {
    expect(cipher.decrypt(vector)).to.equal('mysecret');
    expect(cipher.decrypt(vector.toUpperCase())).to.equal('mysecret');
  });

  it('reads what it encrypted, which never looks the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const encrypted = cipher.encrypt(text);
        expect(encrypted).to.match(/^[0-9a-f]+$/);
        expect(encrypted).to.not.equal(cipher.encrypt(text));
        expect(cipher.decrypt(encrypted)).to.equal(text);
      }),
      { numRuns: 30 },
    );
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['no hexadecimal digits', 'secret'],
    ['half a block', vector.slice(0, 40)],
    ['a vector without a text', vector.slice(0, 32)],
    ['a changed text', `${vector.slice(0, -2)}00`],
  ] as const) {
    it(`refuses ${what}`, () => {
      expect(() => cipher.decrypt(text)).to.throw();
    });
  }

  it('takes off the names of keys', () => {
    expect(withoutKeyNames('{key:mine}{secret:x}abc')).to.equal('abc');
    expect(withoutKeyNames('{plain}')).to.equal('{plain}');
  });
});

describe('an environment with {cipher} values', () => {
  const environment = {
    name: 'shop',
    profiles: ['default'],
    label: null,
    version: null,
    state: null,
    propertySources: [
      {
        name: 's',
        source: new Map([
          ['good', `{cipher}${vector}`],
          ['named', `{cipher}{key:mine}${vector}`],
          ['bad', '{cipher}00'],
          ['plain', 'x {cipher}'],
        ]),
      },
    ],
  };
  const decrypted = (key: TextCipher | undefined) =>
    Object.fromEntries(decryptEnvironment(environment, key).propertySources[0]!.source);

  it('is decrypted; what cannot be is invalid', () => {
    expect(decrypted(cipher)).to.deep.equal({
      good: 'mysecret',
      named: 'mysecret',
      'invalid.bad': '<n/a>',
      plain: 'x {cipher}',
    });
  });

  it('never shows cipher texts without a key', () => {
    expect(decrypted(undefined)).to.deep.equal({
      'invalid.good': '<n/a>',
      'invalid.named': '<n/a>',
      'invalid.bad': '<n/a>',
      plain: 'x {cipher}',
    });
  });
});
