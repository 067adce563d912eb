import type { CartCommand, CheckOutCart } from '../../domain/cart/commands.js';
import type { CartEvent } from '../../domain/cart/events.js';
import type { CartState } from '../../domain/cart/state.js';
import type { CommandHandler, HandleOptions } from '../command-handler.js';
import type { CommandResult } from '../command-result.js';
import type { Command } from '../command.js';
import { RevisionMismatchError } from '../revision-mismatch-error.js';

export type Carts = Pick<CommandHandler<CartState, CartCommand, CartEvent>, 'handle' | 'load'>;

/**
 * Checks a cart out. A second time it answers as the first, also under the revision that the first one asked for and made
 * an old one itself (RFC 9110, 13.1.1: the change asked for has been made already).
 * @throws DomainError those of the cart, and whatever `guard` throws
 * @throws RevisionMismatchError when the cart is at none of `expectedRevision`, and was not when it was checked out
 * @throws TransientError
 */
export async function checkOutCart(
  carts: Carts,
  command: Command<CheckOutCart>,
  { expectedRevision, guard }: HandleOptions<CartState> = {},
): Promise<CommandResult> {
  const stream = `cart-${command.body.data.cartId}`;
  try {
    return await carts.handle(stream, command, { expectedRevision, guard });
  } catch (error) {
    if (!(error instanceof RevisionMismatchError)) throw error;
    // The checkout is the last event of a cart.
    const { state, revision, position } = await carts.load(stream);
    if (state.status !== 'checked-out' || ![expectedRevision].flat().includes(revision - 1)) throw error;
    return { stream, revision, position, repeated: true };
  }
}
