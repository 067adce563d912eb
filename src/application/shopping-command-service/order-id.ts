import { v5 as uuidv5 } from 'uuid';

const ORDERS_OF_CARTS = '6f0c6c1e-6a4f-5d0e-9b0a-3c1f2f1c9a57';

/** The id of the order that a cart's checkout leads to: derived, so that a cart leads to one order however often it is told. */
export function orderIdOf(cartId: string): string {
  return uuidv5(cartId, ORDERS_OF_CARTS);
}
