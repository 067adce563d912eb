import type { Cart } from '../../api/dtos.js';

/** What is asked of the shop about carts. */
export interface CartReads {
  /** A cart; undefined when there is none. @throws ApiError */
  get(cartId: string): Promise<Cart | undefined>;
  /** A customer's carts, the newest first. @throws ApiError */
  newest(customerId: string): Promise<readonly Cart[]>;
}

/** What is done with carts; each call is one command, however often it has to be sent. */
export interface CartCommands {
  /** Opens a cart; one that this customer has opened stays as it is. @throws ApiError */
  open(customerId: string, cartId: string): Promise<unknown>;
  /** Says how many of a product are in a cart that is at a revision. @throws ApiError 412 when it is at another one */
  put(cartId: string, productId: string, quantity: number, revision: number): Promise<unknown>;
}
