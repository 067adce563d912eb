import type { Message } from '../../../../src/domain/message.js';
import type { ProcessManager } from '../../../../src/domain/process-manager.js';
import type { RemoveWish, WishlistEvent } from './wishlist.js';

// #region process
/** Which wishlist it is about: all that the process has to remember. */
export type WishlistFollowed = Message<'WishlistFollowed', { readonly wishlistId: string }>;

export interface WishExpiryState {
  readonly wishlistId?: string;
}

/** Takes a wish off a wishlist `lifetimeMs` after it was added. One process for each wishlist. */
export function wishExpiryProcess(
  lifetimeMs: number,
): ProcessManager<WishExpiryState, WishlistEvent, RemoveWish, WishlistFollowed> {
  return {
    name: 'wish-expiry',
    initialState: {},
    processOf: ({ data }) => data.wishlistId,
    react({ wishlistId }, input) {
      switch (input.type) {
        case 'WishAdded': {
          const { productId, ...followed } = input.data;
          const facts =
            wishlistId === undefined ? [{ type: 'WishlistFollowed', data: followed } as const] : [];
          return { facts, deadlines: [{ name: productId, afterMs: lifetimeMs }] };
        }
        case 'WishRemoved':
          return { cancelDeadlines: [input.data.productId] };
        case 'DeadlinePassed':
          if (wishlistId === undefined) return {};
          return { commands: [{ type: 'RemoveWish', data: { wishlistId, productId: input.data.name } }] };
        case 'CommandAccepted':
        case 'CommandRejected':
          return {};
      }
    },
    evolve: (_, { data }) => data,
  };
}
// #endregion
