import { expect } from 'chai';
import { ApiError } from '../../../src/api/api-error.js';
import {
  collected,
  nextCursors,
  type ServicePage,
} from '../../../src/console/operations/across-services/service-page.js';

interface Item {
  readonly at: string;
}

const part = (service: string, ats: string[], nextCursor: string | null = null) => ({
  service,
  items: ats.map((at) => ({ at })),
  nextCursor,
});
const orderOf = ({ at }: Item) => at;
const shown = (pages: readonly ServicePage<Item>[]) =>
  collected(pages, orderOf).items.map(({ service, at }) => `${service}${at}`);

describe('a list over several services', () => {
  it('has the largest first, whosever they are', () => {
    const pages = [[part('a', ['9', '5']), part('b', ['7', '6'])]];
    expect(shown(pages)).to.deep.equal(['a9', 'b7', 'b6', 'a5']);
    expect(nextCursors(pages, orderOf)).to.equal(undefined);
  });

  it('holds back what a service may still have something in front of', () => {
    const pages = [[part('a', ['9', '8'], 'more-a'), part('b', ['7', '6'], 'more-b'), part('c', ['8', '1'])]];
    expect(shown(pages)).to.deep.equal(['a9', 'a8', 'c8']);
    expect(nextCursors(pages, orderOf)).to.deep.equal({ a: 'more-a' });
  });

  it('goes on with those that hold others back, and never puts anything above what is shown', () => {
    const first = [part('a', ['9', '8'], 'more-a'), part('b', ['7', '6'], 'more-b')];
    const second = [part('a', ['5'])];
    expect(shown([first, second])).to.deep.equal(['a9', 'a8', 'b7', 'b6']);
    expect(nextCursors([first, second], orderOf)).to.deep.equal({ b: 'more-b' });
    const third = [part('b', ['4'])];
    expect(shown([first, second, third])).to.deep.equal(['a9', 'a8', 'b7', 'b6', 'a5', 'b4']);
    expect(nextCursors([first, second, third], orderOf)).to.equal(undefined);
  });

  it('shows what the others have when one gives no answer, and says so', () => {
    const error = ApiError.unreachable(new Error('no route'));
    const pages = [[part('a', ['9']), { service: 'b', items: [], nextCursor: null, error }]];
    expect(shown(pages)).to.deep.equal(['a9']);
    expect(collected(pages, orderOf).missing).to.deep.equal([{ service: 'b', error }]);
  });

  it('asks on where a page was empty and more is to come', () => {
    expect(nextCursors([[part('a', [], 'more-a'), part('b', ['1'])]], orderOf)).to.deep.equal({
      a: 'more-a',
    });
  });
});
