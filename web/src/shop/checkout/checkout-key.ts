import { v5 as uuidv5 } from 'uuid';
import type { Address } from '../../api/dtos.js';

const CHECKOUTS = '9a3f7d0e-5c1b-5f53-8f0a-2b9f1d6c7e41';

/** What a checkout says: the cart as the customer has seen it, and where it goes. */
export interface CheckoutRequest {
  readonly cartId: string;
  readonly revision: number;
  readonly shippingAddress: Address;
}

/**
 * The idempotency key of a checkout: the same for the same words, however often they are sent, also when the page was
 * loaded anew in between and knows nothing of the first time.
 */
export function checkoutKey({ cartId, revision, shippingAddress }: CheckoutRequest): string {
  const { street, postalCode, city, country } = shippingAddress;
  return uuidv5(JSON.stringify([cartId, revision, street, postalCode, city, country]), CHECKOUTS);
}
