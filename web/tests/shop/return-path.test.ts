import { expect } from 'chai';
import * as v from 'valibot';
import { returnParam, returnPathOf } from '../../src/shop/account/return-path.js';

const paramOf = (to: string) => v.parse(v.object({ to: returnParam() }), { to }).to;

describe('where signing in returns to', () => {
  it('is a path of the storefront, and nothing else', () => {
    for (const path of ['/shop', '/shop/', '/shop/orders?status=placed', '/shop?search=tea']) {
      expect(paramOf(path)).to.equal(path);
    }
    for (const path of ['', '//evil.example', 'https://evil.example/shop', '/shopping', '/console', 'shop']) {
      expect(paramOf(path), path).to.equal(undefined);
    }
  });

  it('is where one is, and stays what it is on the ways in', () => {
    const search = { to: '/shop/cart' };
    expect(
      returnPathOf({ pathname: '/shop/orders', search: {}, href: '/shop/orders?status=placed' }),
    ).to.equal('/shop/orders?status=placed');
    for (const pathname of ['/shop/sign-in', '/shop/register/']) {
      expect(returnPathOf({ pathname, search, href: `${pathname}?to=%2Fshop%2Fcart` })).to.equal(
        '/shop/cart',
      );
      expect(returnPathOf({ pathname, search: {}, href: pathname })).to.equal(undefined);
    }
  });
});
