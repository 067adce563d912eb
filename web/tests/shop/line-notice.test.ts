import { expect } from 'chai';
import { noticeIn, noticeOf, noticeText } from '../../src/shop/cart/line-notice.js';

const product = (available: number, status: 'active' | 'discontinued' = 'active') => ({
  status,
  stock: { onHand: available, reserved: 0, available },
});

describe('notice at a line', () => {
  it('is there only when there is too little of a product, or none any more', () => {
    expect(noticeOf(product(3), 3)).to.equal(undefined);
    expect(noticeOf(product(3), 4)).to.deep.equal({ kind: 'short', available: 3 });
    expect(noticeOf(product(9, 'discontinued'), 1)).to.deep.equal({ kind: 'discontinued' });
  });

  it('is read from what a refusal says', () => {
    const refusal = (code: string, details = {}) => noticeIn({ code, details });
    expect(refusal('insufficient-stock', { available: 1 })).to.deep.equal({ kind: 'short', available: 1 });
    expect(refusal('product-discontinued')).to.deep.equal({ kind: 'discontinued' });
    expect(refusal('insufficient-stock')).to.equal(undefined);
    expect(refusal('cart-full')).to.equal(undefined);
  });

  it('says how many there are', () => {
    const texts = [0, 1, 5].map((available) => noticeText({ kind: 'short', available }));
    expect(texts).to.deep.equal([
      'None of it is in stock at the moment.',
      'Only 1 of it is in stock.',
      'Only 5 of it are in stock.',
    ]);
  });
});
