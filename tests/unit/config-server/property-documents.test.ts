import { expect } from 'chai';
import { UnreadableFileError } from '../../../src/services/config-server/back-ends/unreadable-file-error.js';
import { profileExpressionHolds } from '../../../src/services/config-server/environment/profile-expression.js';
import { propertyDocuments } from '../../../src/services/config-server/environment/property-documents.js';

const read = (path: string, text: string) =>
  propertyDocuments(path, text).map((document) => Object.fromEntries(document));

describe('property documents', () => {
  it('are read from YAML as Spring reads it', () => {
    const text = [
      'word: y',
      'flag: yes',
      'off: off',
      'date: 2026-11-22',
      'octal: 017',
      'long: 12345678901234567890',
      'nothing:',
      'anchor: &a {x: 1}',
      'merged: {<<: *a, y: 2}',
    ].join('\n');
    expect(read('a.yml', text)).to.deep.equal([
      {
        word: 'y',
        flag: true,
        false: false,
        date: '2026-11-22',
        octal: 15,
        long: '12345678901234567890',
        nothing: '',
        'anchor.x': 1,
        'merged.x': 1,
        'merged.y': 2,
      },
    ]);
  });

  it('are several, between dashes', () => {
    expect(read('a.yml', 'a: 1\n---\n# nothing\n---\na: 2')).to.deep.equal([{ a: 1 }, { a: 2 }]);
    expect(read('a.properties', 'a=1\n#---\na=2\n!---\na=3')).to.deep.equal([
      { a: '1' },
      { a: '2' },
      { a: '3' },
    ]);
    expect(read('a.yml', '')).to.deep.equal([]);
  });

  it('that are no object stand under `document`', () => {
    expect(read('a.yml', '- x\n- y: 1')).to.deep.equal([{ 'document[0]': 'x', 'document[1].y': 1 }]);
    expect(read('a.yml', 'text')).to.deep.equal([{ document: 'text' }]);
  });

  it('are read from Java properties', () => {
    const text = '# comment\na.b = 1\nlist[0]: x\nlong = one \\\n   two\nspaced\\ key=\\u00e4\nempty';
    expect(read('a.properties', text)).to.deep.equal([
      { 'a.b': '1', 'list[0]': 'x', long: 'one two', 'spaced key': 'ä', empty: '' },
    ]);
  });

  for (const [what, text] of [
    ['an unfinished list', 'a: ['],
    ['a key that is there twice', 'a: 1\na: 2'],
    [
      'aliases that multiply',
      `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]`,
    ],
  ] as const) {
    it(`refuse ${what} in one line that names the file`, () => {
      expect(() => read('shop.yml', text)).to.throw(UnreadableFileError, /^shop\.yml: [^\n]+$/);
    });
  }
});

describe('profile expression', () => {
  const active = new Set(['a', 'b', 'eu-west']);
  for (const [expression, expected] of [
    ['a', true],
    ['x', false],
    ['!x', true],
    ['!a', false],
    ['a & b', true],
    ['a&x', false],
    ['x | b', true],
    ['x | y', false],
    ['x, b', true],
    ['(x | a) & !y', true],
    ['!(a & b)', false],
    ['eu-west', true],
    ['a & b & x', false],
  ] as const) {
    it(`${expression} is ${expected}`, () => {
      expect(profileExpressionHolds(expression, active)).to.equal(expected);
    });
  }

  for (const expression of ['', 'a &', '& a', '(a', 'a)', 'a b', 'a & b | c', '!']) {
    it(`'${expression}' is none`, () => {
      expect(() => profileExpressionHolds(expression, active)).to.throw(
        SyntaxError,
        'is not a profile expression',
      );
    });
  }
});
