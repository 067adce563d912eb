import { expect } from 'chai';
import * as fc from 'fast-check';
import { flatten } from '../../../src/infrastructure/configuration/properties/flatten.js';
import { mergeSources } from '../../../src/infrastructure/configuration/properties/merge-sources.js';
import { resolvePlaceholders } from '../../../src/infrastructure/configuration/properties/placeholders.js';
import {
  type PropertyValue,
  environmentNameOf,
} from '../../../src/infrastructure/configuration/properties/properties.js';
import { treeOf } from '../../../src/infrastructure/configuration/properties/tree-of.js';
import { SettingsError } from '../../../src/infrastructure/configuration/settings-error.js';

const properties = (given: Record<string, PropertyValue>) => new Map(Object.entries(given));

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,5}$/);
const value = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
const trees = fc.letrec<{ tree: object; node: unknown }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    value,
    fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
    fc.dictionary(name, tie('node'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  ),
  tree: fc.dictionary(name, tie('node'), { maxKeys: 4, noNullPrototype: true }),
})).tree;

describe('flat properties', () => {
  it('name nested objects with dots and items of lists with brackets', () => {
    const tree = { a: { b: 1, c: [true, { d: 'x' }, [2]] }, e: null, f: [], g: {}, h: { '[x.y]': 3, 5: 4 } };
    expect(Object.fromEntries(flatten(tree))).to.deep.equal({
      'a.b': 1,
      'a.c[0]': true,
      'a.c[1].d': 'x',
      'a.c[2][0]': 2,
      e: '',
      f: '',
      'h[x.y]': 3,
      'h.5': 4,
    });
  });

  it('keep numbers that JavaScript cannot hold as texts', () => {
    expect(Object.fromEntries(flatten({ a: 12345678901234567890n, b: 7n }))).to.deep.equal({
      a: '12345678901234567890',
      b: 7,
    });
  });

  it('become the tree again that they were', () => {
    fc.assert(
      fc.property(trees, (tree) => {
        expect(treeOf(flatten(tree))).to.deep.equal({ ...tree });
      }),
    );
  });

  it('have names with dots in brackets', () => {
    expect(treeOf(properties({ 'a[x.y].b': 1, 'a[10-x]': 2 }))).to.deep.equal({
      a: { 'x.y': { b: 1 }, '10-x': 2 },
    });
  });

  it('have no holes in lists', () => {
    expect(() => treeOf(properties({ 'a.b[0]': 1, 'a.b[2]': 1 }))).to.throw(
      SettingsError,
      'a.b[1] is missing',
    );
    expect(() => treeOf(properties({ 'a[999999999]': 1 }))).to.throw(SettingsError, 'a[0] is missing');
  });

  it('never reach a prototype', () => {
    treeOf(properties({ '__proto__.polluted': true, 'constructor.prototype.polluted': true }));
    expect(({} as { polluted?: boolean }).polluted).to.equal(undefined);
  });

  it('have an environment variable each', () => {
    expect(environmentNameOf('stock.answer-timeout-ms')).to.equal('STOCK_ANSWER_TIMEOUT_MS');
    expect(environmentNameOf('gateway.routes[0].id')).to.equal('GATEWAY_ROUTES_0_ID');
  });
});

describe('merged sources', () => {
  it('take each value from the first source that has it', () => {
    const merged = mergeSources([properties({ a: 1, b: 2 }), properties({ b: 3, c: 4 })]);
    expect(Object.fromEntries(merged)).to.deep.equal({ a: 1, b: 2, c: 4 });
  });

  it('take a list whole from one source', () => {
    const merged = mergeSources([
      properties({ 'a.l[0].x': 1, e: '' }),
      properties({ 'a.l[0].x': 8, 'a.l[0].y': 8, 'a.l[1].x': 8, 'e[0]': 9, 'm[0]': 3 }),
      properties({ 'm[0]': 5, 'm[1]': 5, 'a.l': '' }),
    ]);
    expect(Object.fromEntries(merged)).to.deep.equal({ 'a.l[0].x': 1, e: '', 'm[0]': 3 });
  });

  it('are what the sources one by one are, the last first', () => {
    fc.assert(
      fc.property(fc.array(trees, { maxLength: 4 }), (given) => {
        const sources = given.map(flatten);
        const merged = mergeSources(sources);
        for (const [key, held] of merged) {
          const owner = sources.find((source) => source.has(key) || startsList(source, key));
          expect(owner?.get(key)).to.equal(held);
        }
        for (const key of sources.flatMap((source) => [...source.keys()])) {
          const list = /^(.*?)\[\d+\]/.exec(key)?.[1];
          const isThere = [...merged.keys()].some(
            (one) => one === key || one === list || startsWithList(one, list ?? key),
          );
          expect(isThere, key).to.equal(true);
        }
      }),
    );
  });

  function startsList(source: ReadonlyMap<string, PropertyValue>, key: string): boolean {
    const list = /^(.*?)\[\d+\]/.exec(key)?.[1];
    return [...source.keys()].some((one) => startsWithList(one, list ?? key) || one === list);
  }

  function startsWithList(key: string, list: string): boolean {
    return key.startsWith(`${list}[`);
  }
});

describe('placeholders', () => {
  const values = properties({
    a: 'A',
    b: '${a}${a}',
    n: 80,
    self: '<${self}>',
    one: '${two}',
    two: '${one}',
    e: '',
  });
  const resolved = (text: string) => resolvePlaceholders(text, (key) => values.get(key));

  for (const [text, expected] of [
    ['', ''],
    ['plain $ { } text', 'plain $ { } text'],
    ['${a}', 'A'],
    ['<${b}:${n}>', '<AA:80>'],
    ['${x:default}', 'default'],
    ['${x:}', ''],
    ['${e:default}', ''],
    ['${x:http://h:1/}', 'http://h:1/'],
    ['${x:${y:${a}}}', 'A'],
    ['${x:{}}', '{}'],
    ['${${k:a}}', 'A'],
    ['${x}', '${x}'],
    ['${x', '${x'],
    ['\\${a} ${a}', '${a} A'],
    ['${self}', '<${self}>'],
    ['${one}', '${one}'],
  ] as const) {
    it(`${JSON.stringify(text)} → ${JSON.stringify(expected)}`, () => {
      expect(resolved(text)).to.equal(expected);
    });
  }

  it('leave a text without any as it is', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('${')),
        (text) => {
          expect(resolved(text)).to.equal(text);
        },
      ),
    );
  });

  it('always come to an end', () => {
    const pieces = fc.constantFrom('${', '}', ':', 'a', 'self', '\\', 'one');
    fc.assert(fc.property(fc.array(pieces, { maxLength: 30 }), (text) => void resolved(text.join(''))));
  });
});
