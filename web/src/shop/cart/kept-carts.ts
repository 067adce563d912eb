import type { KeptTexts } from '../../session/session-store.js';

/** Which cart each customer fills in this browser, in all of its tabs. */
export class KeptCarts {
  constructor(private readonly texts: KeptTexts) {}

  /** The id of a customer's cart; it may be closed by now, or not opened yet. */
  of(customerId: string): string | undefined {
    return this.texts.getItem(keyOf(customerId)) ?? undefined;
  }

  keep(customerId: string, cartId: string): void {
    this.texts.setItem(keyOf(customerId), cartId);
  }

  /** Forgets a cart, unless another one is kept by now. */
  forget(customerId: string, cartId: string): void {
    if (this.of(customerId) === cartId) this.texts.removeItem(keyOf(customerId));
  }
}

function keyOf(customerId: string): string {
  return `webstore.cart.${customerId}`;
}
