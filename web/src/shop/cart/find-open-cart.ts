import type { Cart } from '../../api/dtos.js';
import type { CartReads } from './cart-access.js';
import type { KeptCarts } from './kept-carts.js';

/**
 * The cart that a customer fills: the one kept in this browser, or else the newest that is open, which is kept from now on;
 * null when there is none. @throws ApiError
 */
export async function findOpenCart(
  carts: CartReads,
  kept: KeptCarts,
  customerId: string,
): Promise<Cart | null> {
  const keptId = kept.of(customerId);
  if (keptId !== undefined) {
    const cart = await carts.get(keptId);
    if (cart?.status === 'open') return cart;
    // One that does not exist is about to be opened.
    if (cart === undefined) return null;
    kept.forget(customerId, keptId);
  }
  const open = (await carts.newest(customerId)).find(({ status }) => status === 'open');
  if (open === undefined) return null;
  kept.keep(customerId, open.cartId);
  return open;
}
