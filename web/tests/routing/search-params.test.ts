import { expect } from 'chai';
import * as v from 'valibot';
import {
  choiceParam,
  flagParam,
  momentParam,
  parseSearch,
  positionParam,
  revisionOrMomentParam,
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

  it('take moments, positions and revisions as texts, and nothing that is none', () => {
    const places = v.object({ at: momentParam(), from: revisionOrMomentParam(), behind: positionParam() });
    const given = { at: '2026-01-01T10:00:00.123Z', from: '12', behind: '9007199254740993' };
    expect(v.parse(places, parseSearch(stringifySearch(given)))).to.deep.equal(given);
    expect(v.parse(places, { from: '2026-01-01' })).to.include({ from: '2026-01-01' });
    const senseless = v.parse(places, { at: 'soon', from: '-1', behind: '1e3' });
    expect([senseless.at, senseless.from, senseless.behind]).to.deep.equal([undefined, undefined, undefined]);
    expect(v.parse(places, { at: '2026-13-45', from: '2026-13-45' }).at).to.equal(undefined);
  });
});
