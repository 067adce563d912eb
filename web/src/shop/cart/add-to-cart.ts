import { ApiError } from '../../api/api-error.js';
import type { Cart } from '../../api/dtos.js';
import type { CartCommands, CartReads } from './cart-access.js';
import { findOpenCart } from './find-open-cart.js';
import type { KeptCarts } from './kept-carts.js';

/** What adding to a cart is made of. */
export interface AddToCartParts {
  readonly carts: CartReads & CartCommands;
  readonly kept: KeptCarts;
  newId(): string;
  /** Lets one tab at a time do a task. */
  exclusively<T>(task: () => Promise<T>): Promise<T>;
  /** Resolves after so many milliseconds. */
  pause(ms: number): Promise<void>;
}

/** What is to be added to a customer's cart. */
export interface Addition {
  readonly customerId: string;
  readonly productId: string;
  readonly quantity: number;
}

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 50;

/**
 * Adds to a customer's cart, which is opened if there is none. Whatever other tabs and devices do with it meanwhile counts:
 * nothing is added to a cart that is not as it was read.
 *
 * @throws ApiError those of `putCartItem`
 */
export async function addToCart(parts: AddToCartParts, addition: Addition): Promise<void> {
  const { customerId, productId, quantity } = addition;
  for (let attempt = 1; ; attempt += 1) {
    let isAsked = false;
    try {
      const { cartId, lines, revision } = await openCart(parts, customerId);
      isAsked = true;
      const before = lines.find((line) => line.productId === productId)?.quantity ?? 0;
      await parts.carts.put(cartId, productId, before + quantity, revision);
      return;
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof ApiError)) throw error;
      // What has been asked for may have been done, though no answer came.
      if (!hasChanged(error) && (isAsked || !error.isTransient)) throw error;
      await parts.pause(Math.max(FIRST_PAUSE_MS * attempt, error.retryAfterMs ?? 0));
    }
  }
}

async function openCart(parts: AddToCartParts, customerId: string): Promise<Cart> {
  const { carts, kept, newId } = parts;
  const found = await findOpenCart(carts, kept, customerId);
  if (found !== null) return found;
  const cartId = await parts.exclusively(async () => {
    const id = kept.of(customerId) ?? newId();
    kept.keep(customerId, id);
    return id;
  });
  await carts.open(customerId, cartId);
  const opened = await carts.get(cartId);
  if (opened?.status === 'open') return opened;
  // Another tab has checked it out since.
  const detail = 'The cart has been closed. Try again.';
  throw new ApiError({ status: 409, code: 'cart-already-checked-out', title: 'Cart closed', detail });
}

/** Whether a cart was refused for not being as it was read. */
function hasChanged({ code }: ApiError): boolean {
  return ['revision-mismatch', 'cart-already-checked-out', 'cart-abandoned', 'cart-not-found'].includes(code);
}
