import { expect } from 'chai';
import * as v from 'valibot';
import {
  choiceParam,
  flagParam,
  parseSearch,
  stringifySearch,
  textParam,
  wholeParam,
} from '../../src/routing/search-params.js';

const schema = v.object({
  search: textParam(),
  inStock: flagParam(),
  revision: wholeParam(),
  status: choiceParam(['placed', 'confirmed']),
});

describe('search parameters', () => {
  it('come back as they went into the URL', () => {
    const search = { search: '12 & more', inStock: true, revision: 7, status: 'placed' };
    expect(v.parse(schema, parseSearch(stringifySearch(search)))).to.deep.equal(search);
    expect(v.parse(schema, search)).to.deep.equal(search);
  });

  it('leave out what is not given', () => {
    expect(stringifySearch({ search: '', inStock: undefined, revision: 0 })).to.equal('?revision=0');
    expect(stringifySearch({})).to.equal('');
  });

  it('count as missing when they make no sense', () => {
    const { search, inStock, revision, status } = v.parse(
      schema,
      parseSearch('?search=&inStock=yes&revision=-1&status=lost'),
    );
    expect([search, inStock, revision, status]).to.deep.equal([undefined, undefined, undefined, undefined]);
  });
});
