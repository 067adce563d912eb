import { expect } from 'chai';
import { ApiError } from '../../src/api/api-error.js';
import { refreshing } from '../../src/data/refreshing.js';

const refused = new ApiError({ status: 404, code: 'projection-not-found', title: 'Not found', detail: '' });
const away = new ApiError({ status: 503, code: 'service-unavailable', title: 'Unavailable', detail: '' });

describe('what is asked every so often', () => {
  const { refetchInterval, retry } = refreshing(2_000, (data) => data) as Required<
    ReturnType<typeof refreshing>
  >;

  it('is asked again while all is well or may become so', () => {
    expect(refetchInterval({ state: { data: 1, error: null } })).to.equal(2_000);
    expect(refetchInterval({ state: { data: 1, error: away } })).to.equal(2_000);
  });

  it('is asked again as its answer has it', () => {
    const { refetchInterval } = refreshing(
      (data: string) => (data === 'open' ? 500 : undefined),
      (data: string) => data,
    ) as Required<ReturnType<typeof refreshing<string, string>>>;
    expect(refetchInterval({ state: { data: 'open', error: null } })).to.equal(500);
    expect(refetchInterval({ state: { data: 'over', error: null } })).to.equal(false);
    expect(refetchInterval({ state: { data: undefined, error: null } })).to.equal(false);
  });

  it('is not any more once it is refused for good', () => {
    expect(refetchInterval({ state: { data: undefined, error: refused } })).to.equal(false);
  });

  it('is tried once more before a failure is told', () => {
    expect([retry(0, away), retry(1, away), retry(0, refused)]).to.deep.equal([true, false, false]);
  });

  it('is nothing where nothing is to be refreshed', () => {
    expect(refreshing(undefined, (data) => data)).to.deep.equal({});
  });
});
