import { BSONRegExp } from 'mongodb';
import { expect } from 'chai';
import { errorCodeOf, useContractDatabase } from './contract-database.js';

const cases: readonly {
  readonly pattern: string;
  readonly options?: string;
  readonly yes: readonly string[];
  readonly no: readonly string[];
}[] = [
  { pattern: 'b$', yes: ['ab', 'ab\n'], no: ['ab\nc', 'ab\n\n'] },
  { pattern: 'b$', options: 'm', yes: ['ab\nc'], no: ['ab\rc'] },
  { pattern: '^b', options: 'm', yes: ['a\nb'], no: ['a\rb', 'a\u2028b'] },
  { pattern: '^$', options: 'm', yes: ['', 'a\n\nb'], no: ['a', 'a\n'] },
  { pattern: 'a.b', yes: ['a\rb', 'a\u2028b', 'a😀b'], no: ['a\nb'] },
  { pattern: 'a.b', options: 's', yes: ['a\nb'], no: ['ab'] },
  { pattern: String.raw`\Ab\z`, options: 'm', yes: ['b'], no: ['a\nb', 'b\n', 'Abz'] },
  { pattern: String.raw`b\Z`, yes: ['b', 'b\n'], no: ['bZ', 'b\nc'] },
  { pattern: String.raw`^\s$`, yes: [' ', '\t', '\v'], no: ['\u00a0', '\u2003', '\ufeff'] },
  { pattern: String.raw`^[\s-x]$`, yes: [' ', '-', 'x'], no: ['a'] },
  { pattern: String.raw`^\S$`, yes: ['\u00a0', 'x'], no: [' '] },
  { pattern: '^[[:alpha:]]+$', yes: ['abC'], no: ['a1', ':]', 'a]'] },
  { pattern: '^[^[:digit:]x]$', yes: ['a'], no: ['1', 'x'] },
  { pattern: String.raw`^\Qa.b\E$`, yes: ['a.b'], no: ['aXb', 'Qa.bE'] },
  { pattern: String.raw`^\x{e9}$`, yes: ['é'], no: ['x', 'x{e9}'] },
  { pattern: String.raw`^(?P<first>a)\k<first>$`, yes: ['aa'], no: ['ab'] },
  { pattern: '^a(?#remark)b$', yes: ['ab'], no: ['a'] },
  { pattern: '^[]a]$', yes: [']', 'a'], no: ['b'] },
  { pattern: '^a{b}]$', yes: ['a{b}]'], no: ['ab'] },
  { pattern: '^a{2,3}$', yes: ['aa', 'aaa'], no: ['a'] },
  { pattern: String.raw`^\@\-\/\_$`, yes: ['@-/_'], no: ['@'] },
  { pattern: String.raw`^\p{Lu}\pL$`, yes: ['Éa'], no: ['éa'] },
  { pattern: '^é$', options: 'i', yes: ['É'], no: ['e'] },
  { pattern: '(?i)^A$', yes: ['a'], no: ['b'] },
  { pattern: String.raw`^\w\d\D\W$`, yes: ['a1b-'], no: ['é1b-'] },
  { pattern: String.raw`^(a)(b)\2\1$`, yes: ['abba'], no: ['abab'] },
];

const refused = [
  String.raw`a\Kb`,
  '(?>a)',
  'a++',
  String.raw`\R`,
  '(?R)',
  'a(?i)b',
  '[[:^alpha:]]',
  String.raw`\G`,
  '(*UTF8)a',
  '(',
  '[a',
  'a**',
];

describe('MongoDB contract: regular expressions', () => {
  const database = useContractDatabase();

  for (const { pattern, options = '', yes, no } of cases) {
    it(`matches /${pattern}/${options} as PCRE does`, async () => {
      const texts = [...yes, ...no];
      const collection = await database.collection(texts.map((text, _id) => ({ _id, text })));
      const filter = { text: new BSONRegExp(pattern, options) };
      const found = await collection.find(filter).sort({ _id: 1 }).toArray();
      expect(found.map(({ _id }) => texts[Number(_id)])).to.deep.equal(yes);
    });
  }

  if (process.env['MONGODB_CONTRACT_URL'] === undefined) {
    for (const pattern of refused) {
      it(`refuses /${pattern}/, which JavaScript's engine reads in another way or not at all`, async () => {
        const collection = await database.collection([{ _id: 1, text: 'a' }]);
        const code = await errorCodeOf(collection.find({ text: new BSONRegExp(pattern) }).toArray());
        expect(code).to.be.oneOf([115, 51091]);
      });
    }
  }

  it('refuses options in both places', async () => {
    const collection = await database.collection([{ _id: 1, text: 'a' }]);
    const filter = { text: { $regex: new BSONRegExp('a', 'i'), $options: 'm' } };
    expect(await errorCodeOf(collection.find(filter).toArray())).to.equal(51075);
  });
});
