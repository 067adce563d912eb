import { expect } from 'chai';
import { ApiError } from '../../src/api/api-error.js';
import { refreshing } from '../../src/data/refreshing.js';

const refused = new ApiError({ status: 404, code: 'projection-not-found', title: 'Not found', detail: '' });
const away = new ApiError({ status: 503, code: 'service-unavailable', title: 'Unavailable', detail: '' });

describe('what is asked every so often', () => {
  const { refetchInterval, retry } = refreshing(2_000) as Required<ReturnType<typeof refreshing>>;

  it('is asked again while all is well or may become so', () => {
    expect(refetchInterval({ state: { error: null } })).to.equal(2_000);
    expect(refetchInterval({ state: { error: away } })).to.equal(2_000);
  });

  it('is not any more once it is refused for good', () => {
    expect(refetchInterval({ state: { error: refused } })).to.equal(false);
  });

  it('is tried once more before a failure is told', () => {
    expect([retry(0, away), retry(1, away), retry(0, refused)]).to.deep.equal([true, false, false]);
  });

  it('is nothing where nothing is to be refreshed', () => {
    expect(refreshing(undefined)).to.deep.equal({});
  });
});
