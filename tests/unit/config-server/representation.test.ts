import { parse as parseProperties } from 'dot-properties';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { parse } from 'yaml';
import { flatten } from '../../../src/infrastructure/configuration/properties/flatten.js';
import type { PropertyValue } from '../../../src/infrastructure/configuration/properties/properties.js';
import { treeOf } from '../../../src/infrastructure/configuration/properties/tree-of.js';
import { represent } from '../../../src/services/config-server/representations/representation.js';

const properties = new Map<string, PropertyValue>([
  ['port', '${number:8083}'],
  ['number', '8084'],
  ['list[0]', 'x'],
  ['list[1]', true],
  ['base.url', 'http://${host:localhost}:${port}'],
  ['text', 'yes'],
]);

describe('representation', () => {
  it('as YAML has what placeholders stand for', () => {
    const { contentType, text } = represent(properties, 'yml', true);
    expect(contentType).to.equal('text/plain; charset=utf-8');
    expect(text).to.equal(
      'base:\n  url: http://localhost:8084\nlist:\n  - x\n  - true\nnumber: "8084"\nport: 8084\ntext: "yes"\n',
    );
    expect(represent(properties, 'yaml', true).text).to.equal(text);
  });

  it('has the placeholders themselves on demand', () => {
    expect(parse(represent(properties, 'yml', false).text)).to.deep.include({ port: '${number:8083}' });
    expect(represent(properties, 'properties', false).text).to.include('port: ${number:8083}\n');
    expect(JSON.parse(represent(properties, 'json', false).text)).to.deep.include({ port: '${number:8083}' });
  });

  it('as JSON is a tree', () => {
    const { contentType, text } = represent(properties, 'json', true);
    expect(contentType).to.equal('application/json');
    expect(JSON.parse(text)).to.deep.equal({
      base: { url: 'http://localhost:8084' },
      list: ['x', true],
      number: '8084',
      port: '8084',
      text: 'yes',
    });
  });

  it('as properties is a line for each key, in order', () => {
    expect(represent(properties, 'properties', true).text.trim().split('\n')).to.deep.equal([
      'base.url: http://localhost:8084',
      'list[0]: x',
      'list[1]: true',
      'number: 8084',
      'port: 8084',
      'text: yes',
    ]);
  });

  it('of nothing is empty', () => {
    expect(represent(new Map(), 'properties', true).text).to.equal('');
    expect(represent(new Map(), 'json', true).text).to.equal('{}');
    expect(parse(represent(new Map(), 'yml', true).text)).to.deep.equal({});
  });

  it('of a document that is no object is that document', () => {
    expect(represent(new Map([['document[0]', 'x']]), 'yml', true).text).to.equal('- x\n');
    expect(represent(new Map([['document', 'x']]), 'yml', true).text).to.equal('x\n');
  });

  it('tells any values as they are', () => {
    const keys = fc.stringMatching(/^[a-z]{2,6}$/).filter((key) => key !== 'document');
    const values = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(keys, values), (tree) => {
        const flat = flatten(tree);
        expect(parse(represent(flat, 'yml', false).text, { version: '1.1' })).to.deep.equal(treeOf(flat));
        expect(JSON.parse(represent(flat, 'json', false).text)).to.deep.equal(treeOf(flat));
        const texts = Object.fromEntries([...flat].map(([key, value]) => [key, String(value)]));
        expect(parseProperties(represent(flat, 'properties', false).text)).to.deep.equal(texts);
      }),
    );
  });
});
