import { expect } from 'chai';
import { checkoutKey } from '../../src/shop/checkout/checkout-key.js';

describe('key of a checkout', () => {
  const address = { street: 'Long Road 1', postalCode: '12345', city: 'Oxford', country: 'GB' };
  const request = { cartId: 'c', revision: 3, shippingAddress: address };
  const other = [
    { ...request, cartId: 'd' },
    { ...request, revision: 4 },
    { ...request, shippingAddress: { ...address, street: 'Long Road 12', postalCode: '345' } },
  ];

  it('is a UUID, and the same for the same words', () => {
    expect(checkoutKey(request)).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    const reordered = { country: 'GB', city: 'Oxford', postalCode: '12345', street: 'Long Road 1' };
    expect(checkoutKey({ ...request, shippingAddress: reordered })).to.equal(checkoutKey(request));
  });

  it('is another one for other words', () => {
    expect(new Set([request, ...other].map(checkoutKey)).size).to.equal(4);
  });
});
