import { expect } from 'chai';
import { ApiError } from '../../src/api/api-error.js';
import type { Cart } from '../../src/api/dtos.js';
import { addToCart, type AddToCartParts } from '../../src/shop/cart/add-to-cart.js';
import { findOpenCart } from '../../src/shop/cart/find-open-cart.js';
import { KeptCarts } from '../../src/shop/cart/kept-carts.js';

const refusal = (status: number, code: string) => new ApiError({ status, code, title: code, detail: code });

/** The carts of a shop, and a browser before it. */
class Shop {
  readonly carts = new Map<string, Cart>();
  readonly texts = new Map<string, string>();
  readonly kept = new KeptCarts({
    getItem: (key) => this.texts.get(key) ?? null,
    setItem: (key, text) => void this.texts.set(key, text),
    removeItem: (key) => void this.texts.delete(key),
  });
  readonly pauses: number[] = [];
  /** What happens before a product is put into a cart. */
  beforePut: () => void = () => undefined;
  #ids = 0;

  readonly parts: AddToCartParts = {
    carts: {
      get: async (cartId) => this.carts.get(cartId),
      newest: async (customerId) =>
        [...this.carts.values()].filter((cart) => cart.customerId === customerId).toReversed(),
      open: async (customerId, cartId) => {
        if (!this.carts.has(cartId)) this.put({ cartId, customerId });
      },
      put: async (cartId, productId, quantity, revision) => {
        this.beforePut();
        const cart = this.carts.get(cartId)!;
        if (cart.revision !== revision) throw refusal(412, 'revision-mismatch');
        this.set(cart, productId, quantity);
      },
    },
    kept: this.kept,
    newId: () => `new-${(this.#ids += 1)}`,
    exclusively: (task) => task(),
    pause: async (ms) => void this.pauses.push(ms),
  };

  put(cart: Partial<Cart> & { cartId: string }): void {
    this.carts.set(cart.cartId, {
      customerId: 'ann',
      status: 'open',
      lines: [],
      total: null,
      revision: 0,
      ...cart,
    });
  }

  set(cart: Cart, productId: string, quantity: number): void {
    const price = { amount: 1, currency: 'EUR' };
    const line = { productId, name: productId, unitPrice: price, quantity, lineTotal: price };
    const others = cart.lines.filter((one) => one.productId !== productId);
    this.put({ ...cart, lines: [...others, line], revision: cart.revision + 1 });
  }

  quantities(cartId: string) {
    return Object.fromEntries(
      this.carts.get(cartId)!.lines.map(({ productId, quantity }) => [productId, quantity]),
    );
  }

  add(productId: string, quantity = 1): Promise<void> {
    return addToCart(this.parts, { customerId: 'ann', productId, quantity });
  }
}

describe('the cart of a customer', () => {
  let shop: Shop;
  beforeEach(() => (shop = new Shop()));

  const found = () => findOpenCart(shop.parts.carts, shop.kept, 'ann');

  it('is none before something is added', async () => {
    expect(await found()).to.equal(null);
  });

  it('is found again by another browser, and kept', async () => {
    shop.put({ cartId: 'old', status: 'checked-out' });
    shop.put({ cartId: 'open' });
    shop.put({ cartId: 'hers', customerId: 'bea' });
    shop.put({ cartId: 'left', status: 'abandoned' });
    expect(await found()).to.include({ cartId: 'open' });
    expect(shop.kept.of('ann')).to.equal('open');
  });

  it('is forgotten once it is checked out, unless another is kept by then', async () => {
    shop.put({ cartId: 'done', status: 'checked-out' });
    shop.kept.keep('ann', 'done');
    expect(await found()).to.equal(null);
    expect(shop.kept.of('ann')).to.equal(undefined);
    shop.kept.keep('ann', 'next');
    shop.kept.forget('ann', 'done');
    expect(shop.kept.of('ann')).to.equal('next');
  });
});

describe('addToCart', () => {
  let shop: Shop;
  beforeEach(() => (shop = new Shop()));

  it('opens a cart with the first product, and adds to what is in it from then on', async () => {
    await shop.add('tea', 2);
    await shop.add('pot');
    await shop.add('tea');
    expect([...shop.carts.keys()]).to.deep.equal(['new-1']);
    expect(shop.quantities('new-1')).to.deep.equal({ tea: 3, pot: 1 });
  });

  it('opens the cart that another tab has just named', async () => {
    shop.kept.keep('ann', 'named');
    await shop.add('tea');
    expect([...shop.carts.keys()]).to.deep.equal(['named']);
  });

  it('adds to what another tab has put into it meanwhile', async () => {
    shop.put({ cartId: 'open' });
    shop.beforePut = () => {
      shop.beforePut = () => undefined;
      shop.set(shop.carts.get('open')!, 'tea', 4);
    };
    await shop.add('tea');
    expect(shop.quantities('open')).to.deep.equal({ tea: 5 });
    expect(shop.pauses).to.deep.equal([50]);
  });

  it('opens another cart when this one is checked out meanwhile', async () => {
    shop.put({ cartId: 'open' });
    shop.beforePut = () => {
      shop.beforePut = () => undefined;
      shop.put({ cartId: 'open', status: 'checked-out', revision: 1 });
    };
    await shop.add('tea');
    expect(shop.quantities('new-1')).to.deep.equal({ tea: 1 });
  });

  it('reads again what could not be read for a passing reason', async () => {
    const { get } = shop.parts.carts;
    let failures = 2;
    shop.put({ cartId: 'open' });
    shop.kept.keep('ann', 'open');
    shop.parts.carts.get = async (cartId) => {
      if ((failures -= 1) >= 0) throw refusal(503, 'read-model-behind');
      return get(cartId);
    };
    await shop.add('tea');
    expect(shop.quantities('open')).to.deep.equal({ tea: 1 });
  });

  it('does not add again what may have been added', async () => {
    let puts = 0;
    shop.parts.carts.put = async () => {
      puts += 1;
      throw refusal(503, 'service-unavailable');
    };
    const error = await shop.add('tea').catch((thrown: unknown) => thrown);
    expect(error).to.include({ code: 'service-unavailable' });
    expect(puts).to.equal(1);
  });

  it('tells what is refused, and gives up on a cart that never stands still', async () => {
    shop.put({ cartId: 'open' });
    shop.beforePut = () => shop.set(shop.carts.get('open')!, 'pot', 1);
    expect(await shop.add('tea').catch((thrown: unknown) => thrown)).to.include({
      code: 'revision-mismatch',
    });
    shop.beforePut = () => {
      throw refusal(409, 'insufficient-stock');
    };
    expect(await shop.add('tea').catch((thrown: unknown) => thrown)).to.include({
      code: 'insufficient-stock',
    });
  });
});
